using Interception.Storage;

namespace Interception.Refresh;

/// <summary>A check that waits for a worker.</summary>
/// <param name="Lane">The entry's method.</param>
/// <param name="Entry">What is to be checked.</param>
internal readonly record struct WaitingCheck(CheckLane Lane, Entry Entry);
