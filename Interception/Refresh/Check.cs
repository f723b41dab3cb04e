using Interception.Storage;

namespace Interception.Refresh;

/// <summary>A check on its way.</summary>
/// <param name="Lane">The entry's method.</param>
/// <param name="Entry">What is checked.</param>
/// <param name="Rules">The method's rules when the check began.</param>
/// <param name="Version">The version of its run.</param>
/// <param name="StartedAt">When its run began, in clock ticks.</param>
internal sealed record Check(CheckLane Lane, Entry Entry, MethodRules Rules, long Version, long StartedAt);
