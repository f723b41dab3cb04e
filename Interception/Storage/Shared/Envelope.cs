using Interception.Keys.Canonical;

namespace Interception.Storage.Shared;

/// <summary>What stood in the shared store under a name, opened and verified.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Version">The token of the run whose content it is, or of the invalidation.</param>
/// <param name="Proven">The token of the run that last found the content right. Not sealed.</param>
/// <param name="ProvenAtMilliseconds">When that run began, by the store's clock. Not sealed.</param>
/// <param name="Digest">Stands for the content; zero for a tombstone or a lease.</param>
/// <param name="Payload">The content, no longer compressed; empty for all but a value.</param>
internal readonly record struct Envelope(
    EntryKind Kind, long Version, long Proven, long ProvenAtMilliseconds, ContentDigest Digest, ReadOnlyMemory<byte> Payload);
