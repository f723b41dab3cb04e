using Interception.Storage;

namespace Interception.Refresh;

/// <summary>A check on its way.</summary>
/// <param name="Lane">The entry's method.</param>
/// <param name="Entry">What is checked.</param>
/// <param name="Rules">The method's rules when the check began.</param>
/// <param name="Stamp">Its run.</param>
/// <param name="LeaseToken">The token under which the shared store has given the lease, and wants to hear how it ends; 0 if it has not.</param>
/// <param name="Overwrite">Whether what stands in the shared store could not be opened.</param>
/// <param name="IsDemanded">Whether the method must be run, whatever other nodes do: by hand, inside another check, or as a sample.</param>
internal sealed record Check(
    CheckLane Lane, Entry Entry, MethodRules Rules, RunStamp Stamp, long LeaseToken = 0, bool Overwrite = false, bool IsDemanded = false);
