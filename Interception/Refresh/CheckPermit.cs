namespace Interception.Refresh;

/// <summary>What the shared store says before a check.</summary>
/// <param name="Settled">What became of the check if no run is needed; null if the method is to be run.</param>
/// <param name="Version">The version of the run.</param>
/// <param name="LeaseToken">The token under which the store has given the lease, and wants to hear how the run ends; 0 if it has not.</param>
/// <param name="Overwrite">Whether what stands in the store could not be opened.</param>
internal readonly record struct CheckPermit(CheckOutcome? Settled, long Version, long LeaseToken, bool Overwrite);
