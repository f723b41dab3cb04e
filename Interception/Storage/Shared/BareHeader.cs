namespace Interception.Storage.Shared;

/// <summary>
/// A header with nothing behind it: a lease, or a tombstone. Scripts write it, so it carries neither digest nor seal.
/// </summary>
internal static class BareHeader
{
    /// <summary>Writes one; what it has no room for is zeros.</summary>
    public static byte[] Write(
        EntryKind kind, long version, long provenAtMilliseconds, long leaseUntilMilliseconds, long leaseToken)
    {
        byte[] header = new byte[EntryHeader.LengthBytes];
        header.AsSpan().Fill((byte)'0');
        EntryHeader.MagicBytes.CopyTo(header);
        header[EntryHeader.KindAt] = (byte)('0' + (int)kind);
        HeaderDigits.Write(header.AsSpan(EntryHeader.VersionAt..EntryHeader.ProvenAt), version);
        HeaderDigits.Write(header.AsSpan(EntryHeader.ProvenAt..EntryHeader.ProvenTimeAt), version);
        HeaderDigits.Write(header.AsSpan(EntryHeader.ProvenTimeAt..EntryHeader.LeaseUntilAt), provenAtMilliseconds);
        HeaderDigits.Write(header.AsSpan(EntryHeader.LeaseUntilAt..EntryHeader.LeaseTokenAt), leaseUntilMilliseconds);
        HeaderDigits.Write(header.AsSpan(EntryHeader.LeaseTokenAt..EntryHeader.DigestAt), leaseToken);
        return header;
    }

    /// <summary>Whether these bytes, whose header is well-formed, are a lease or a tombstone and nothing else.</summary>
    public static bool Is(ReadOnlySpan<byte> stored) =>
        stored.Length == EntryHeader.LengthBytes
        && stored[EntryHeader.KindAt] is (byte)('0' + EntryKind.Lease) or (byte)('0' + EntryKind.Tombstone)
        && stored[EntryHeader.CodecAt] == '0'
        && !stored[EntryHeader.DigestAt..].ContainsAnyExcept((byte)'0');
}
