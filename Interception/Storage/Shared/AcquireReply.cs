namespace Interception.Storage.Shared;

/// <summary>The store's word on an <see cref="AcquireRequest"/>.</summary>
/// <param name="Outcome">What to do.</param>
/// <param name="Token">
/// With <see cref="AcquireOutcome.Granted"/>: the fencing token of the run, in microseconds of the store's clock or beyond. Higher means begun later.
/// </param>
/// <param name="NowMicroseconds">The store's clock.</param>
/// <param name="Proven">The token of the run that last proved the stored answer; 0 if there is none.</param>
/// <param name="ProvenAtMilliseconds">When that run began, by the store's clock.</param>
/// <param name="LeaseLeft">How long the lease of the other node still runs. Only with <see cref="AcquireOutcome.Busy"/>.</param>
/// <param name="Envelope">The stored envelope, unopened. Only with <see cref="AcquireOutcome.Newer"/>.</param>
/// <param name="Hits">How often the stored answer was asked for since its proof, this node's hits reckoned in; 0 if there is none.</param>
/// <param name="Evidence">What checks have told of it, as it stands in the header; empty if there is none.</param>
internal readonly record struct AcquireReply(
    AcquireOutcome Outcome, long Token, long NowMicroseconds, long Proven, long ProvenAtMilliseconds, TimeSpan LeaseLeft,
    ReadOnlyMemory<byte> Envelope, long Hits = 0, ReadOnlyMemory<byte> Evidence = default)
{
    /// <summary>With <see cref="AcquireOutcome.Granted"/>: the version of a run that begins when the reply arrives. The store doesn't know it.</summary>
    public long RunVersion { get; init; }
}
