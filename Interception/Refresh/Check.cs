using Interception.Storage;

namespace Interception.Refresh;

/// <summary>A check on its way.</summary>
/// <param name="Lane">The entry's method.</param>
/// <param name="Entry">What is checked.</param>
/// <param name="Rules">The method's rules when the check began.</param>
/// <param name="Stamp">Its run.</param>
/// <param name="IsGranted">Whether the shared store gave it the run's version, and wants to hear how it ends.</param>
/// <param name="Overwrite">Whether what stands in the shared store could not be opened.</param>
internal sealed record Check(
    CheckLane Lane, Entry Entry, MethodRules Rules, RunStamp Stamp, bool IsGranted = false, bool Overwrite = false);
