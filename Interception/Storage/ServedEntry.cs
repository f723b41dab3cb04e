using Interception.Freshness;

namespace Interception.Storage;

/// <summary>What a hit reads of an <see cref="Entry"/>, and what it writes.</summary>
/// <remarks>
/// The fields of a base class come first in an object, so these stand side by side, in as few cache lines as may be.
/// </remarks>
/// <param name="answer">The answer that is served.</param>
internal abstract class ServedEntry(Answer answer) : Slot
{
    /// <summary>More hits than these make no difference, so that a hit of what is hit often writes nothing.</summary>
    public const byte MostUses = 3;

    private HitTally _tally;

    /// <summary>The answer's ready object, here too because a hit reads nothing else.</summary>
    public object? Ready { get; } = answer.Ready;

    public bool IsShared { get; } = answer.IsShared;

    /// <summary>How often it was hit lately, to <see cref="MostUses"/>; <see cref="EvictionOrder"/> counts it down.</summary>
    public byte Uses { get; set; }

    /// <summary>When the run that last proved the answer right began.</summary>
    public long ProvenAt { get; protected set; }

    /// <summary>From when on a hit asks for a check.</summary>
    public long NextCheckAt { get; set; }

    /// <summary>From when on a hit also waits for the check.</summary>
    public long WaitAt { get; set; } = FreshnessPolicy.Never;

    /// <summary>How often it was used since the last look at the method that told something.</summary>
    public ref HitTally Tally => ref _tally;
}
