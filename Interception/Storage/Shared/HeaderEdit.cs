namespace Interception.Storage.Shared;

/// <summary>Changes the fields of a header that are not sealed.</summary>
internal static class HeaderEdit
{
    /// <summary>Says which run last found the content right, and when that began.</summary>
    public static void Proof(Span<byte> header, long proven, long provenAtMilliseconds)
    {
        HeaderDigits.Write(header[EntryHeader.ProvenAt..EntryHeader.ProvenTimeAt], proven);
        HeaderDigits.Write(header[EntryHeader.ProvenTimeAt..EntryHeader.LeaseUntilAt], provenAtMilliseconds);
    }

    /// <summary>Says how often the answer was asked for.</summary>
    public static void Hits(Span<byte> header, long hits) => HeaderDigits.Write(header[EntryHeader.HitsAt..EntryHeader.EvidenceAt], hits);

    /// <summary>Says what a check has told, which begins the count of hits anew.</summary>
    public static void Evidence(Span<byte> header, ReadOnlySpan<byte> evidence)
    {
        Hits(header, 0);
        evidence.CopyTo(header[EntryHeader.EvidenceAt..EntryHeader.LengthBytes]);
    }

    /// <summary>Says until when the lease holds, and whose it is.</summary>
    public static void Lease(Span<byte> header, long untilMilliseconds, long token)
    {
        HeaderDigits.Write(header[EntryHeader.LeaseUntilAt..EntryHeader.LeaseTokenAt], untilMilliseconds);
        HeaderDigits.Write(header[EntryHeader.LeaseTokenAt..EntryHeader.DigestAt], token);
    }
}
