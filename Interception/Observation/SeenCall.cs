using Interception.Keys.Canonical;

namespace Interception.Observation;

/// <summary>One call that went to the method: what it was asked, and what it returned.</summary>
/// <param name="Key">Stands for arguments and VaryBy values.</param>
/// <param name="KeyBytes">The memory that the key would hold in the cache.</param>
/// <param name="StartedAt">When it began, in clock ticks.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Content">Stands for the result.</param>
/// <param name="IsStorable">Whether the cache would keep the result.</param>
/// <param name="Candidates">A hash of each value that the key could hold besides; 0 where there is none.</param>
internal readonly record struct SeenCall(
    UInt128 Key, int KeyBytes, long StartedAt, long EndedAt, ContentDigest Content, bool IsStorable, int[] Candidates);
