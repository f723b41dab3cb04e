using Interception.Keys.Canonical;
using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>An entry as some node may have left it in the store.</summary>
internal sealed record StoredEntry(EntryName Name)
{
    public static readonly EnvelopeSealer Sealer = new(secret: null, maxPayloadBytes: 100_000, compressAboveBytes: long.MaxValue);

    public EntryKind Kind { get; init; } = EntryKind.Value;

    public long Version { get; init; }

    /// <summary>The version, if nothing else is said.</summary>
    public long? Proven { get; init; }

    public long ProvenAtMilliseconds { get; init; }

    public long LeaseUntilMilliseconds { get; init; }

    /// <summary>The version, if nothing else is said.</summary>
    public long? LeaseToken { get; init; }

    public int Content { get; init; } = 1;

    public int PayloadBytes { get; init; } = 3;

    public ContentDigest Digest => new((UInt128)Content, PayloadBytes);

    public byte[] Bytes()
    {
        byte[] payload = Kind == EntryKind.Value ? [.. Enumerable.Repeat((byte)Content, PayloadBytes)] : [];
        byte[] bytes = Kind is EntryKind.Value or EntryKind.Null
            ? Sealer.Seal(Name, Kind, Version, Digest, payload)
            : BareHeader.Write(Kind, Version, 0, 0, Version);
        HeaderEdit.Proof(bytes, Proven ?? Version, ProvenAtMilliseconds);
        HeaderEdit.Lease(bytes, LeaseUntilMilliseconds, LeaseToken ?? Version);
        return bytes;
    }
}
