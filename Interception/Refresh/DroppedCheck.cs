using Interception.Storage;

namespace Interception.Refresh;

/// <summary>A check that was paid for and given up before a worker took it.</summary>
/// <param name="Lane">The entry's method.</param>
/// <param name="Entry">What was to be checked.</param>
/// <param name="IsSample">Whether it was a sample, which no hits had to pay for.</param>
internal readonly record struct DroppedCheck(CheckLane Lane, Entry Entry, bool IsSample);
