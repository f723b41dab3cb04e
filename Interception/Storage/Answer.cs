using Interception.Keys.Canonical;

namespace Interception.Storage;

/// <summary>A result as it is cached: either one object that all callers share, or the bytes from which each gets a copy.</summary>
/// <param name="Value">The shared result; null where callers get copies (and for a shared null).</param>
/// <param name="Ready">What a hit returns: the shared result in the method's own return type, such as a completed task.</param>
/// <param name="Payload">The bytes of which copies are made; null where the result is shared.</param>
/// <param name="Digest">Of the canonical content, for the comparison with a later result.</param>
internal sealed record Answer(object? Value, object? Ready, byte[]? Payload, ContentDigest Digest)
{
    /// <summary>How long all of it is, written out: also what the comparison leaves out.</summary>
    public long SizeBytes { get; init; } = Math.Max(Digest.LengthBytes, Payload?.Length ?? 0);

    public bool IsShared => Payload is null;

    public bool IsNull => Payload is null && Value is null;
}
