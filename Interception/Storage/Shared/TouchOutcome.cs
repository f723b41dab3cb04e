namespace Interception.Storage.Shared;

/// <summary>What became of a <see cref="TouchRequest"/>.</summary>
internal enum TouchOutcome
{
    /// <summary>The answer is proven again.</summary>
    Proven,

    /// <summary>The store has no such answer any more (evicted, or lost in a restart), or another one: offer yours.</summary>
    Other,
}
