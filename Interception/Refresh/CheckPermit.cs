namespace Interception.Refresh;

/// <summary>What the shared store says before a check.</summary>
/// <param name="Settled">What became of the check if no run is needed; null if the method is to be run.</param>
/// <param name="Version">The version of the run.</param>
/// <param name="IsGranted">Whether the store gave the version, and wants to hear how the run ends.</param>
/// <param name="Overwrite">Whether what stands in the store could not be opened.</param>
internal readonly record struct CheckPermit(CheckOutcome? Settled, long Version, bool IsGranted, bool Overwrite);
