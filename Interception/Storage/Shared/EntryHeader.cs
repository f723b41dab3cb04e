namespace Interception.Storage.Shared;

/// <summary>The header of a stored entry: 226 bytes of ASCII, so that scripts and people can read it. The payload follows.</summary>
/// <remarks>
/// Digits are decimal and padded with zeros. "Proven", "proven at", the lease, the hits and the evidence are changed in place by the store's commands; the
/// rest is sealed. Positions count from 0.
/// </remarks>
internal static class EntryHeader
{
    /// <summary>The first two bytes: format 2.</summary>
    public const string Magic = "C2";

    /// <summary>1 digit, see <see cref="EntryKind"/>.</summary>
    public const int KindAt = 2;

    /// <summary>1 digit: 0 as it is, 1 compressed with Brotli.</summary>
    public const int CodecAt = 3;

    /// <summary>16 digits: the token of the run whose content this is, or of the invalidation; 0 for a mere lease.</summary>
    public const int VersionAt = 4;

    /// <summary>16 digits: the token of the last run that found the content right.</summary>
    public const int ProvenAt = 20;

    /// <summary>13 digits: when that run began, in milliseconds of the store's clock.</summary>
    public const int ProvenTimeAt = 36;

    /// <summary>13 digits: until when some node's lease, or the pause after its failure, holds; milliseconds of the store's clock.</summary>
    public const int LeaseUntilAt = 49;

    /// <summary>16 digits: the highest token that was given to a run.</summary>
    public const int LeaseTokenAt = 62;

    /// <summary>48 hexadecimal digits: the content digest, hash and length. Commits compare it.</summary>
    public const int DigestAt = 78;

    /// <summary>32 hexadecimal digits: the seal over name, kind, codec, version, digest and payload.</summary>
    public const int SealAt = 126;

    /// <summary>12 digits: how often the answer was asked for since that proof, as far as nodes that have asked about it say.</summary>
    public const int HitsAt = 158;

    /// <summary>56 hexadecimal digits: what all nodes' checks have told of the answer, see <see cref="EvidenceText"/>.</summary>
    public const int EvidenceAt = 170;

    public const int LengthBytes = 226;

    /// <summary>As many hits as there is room for.</summary>
    public const long MostHits = 999_999_999_999;

    /// <summary><see cref="Magic"/> as it stands in the store.</summary>
    public static ReadOnlySpan<byte> MagicBytes => "C2"u8;
}
