namespace Interception.Storage.Shared;

/// <summary>What a header says, before anybody has asked whether it is sealed.</summary>
/// <param name="Kind">As it stands there, which need not be a member of the enumeration.</param>
/// <param name="Version">See <see cref="EntryHeader.VersionAt"/>.</param>
/// <param name="Proven">See <see cref="EntryHeader.ProvenAt"/>.</param>
/// <param name="ProvenAtMilliseconds">See <see cref="EntryHeader.ProvenTimeAt"/>.</param>
/// <param name="LeaseUntilMilliseconds">See <see cref="EntryHeader.LeaseUntilAt"/>.</param>
/// <param name="LeaseToken">See <see cref="EntryHeader.LeaseTokenAt"/>.</param>
/// <param name="Hits">See <see cref="EntryHeader.HitsAt"/>; 0 if no number stands there.</param>
internal readonly record struct HeaderFields(
    EntryKind Kind, long Version, long Proven, long ProvenAtMilliseconds, long LeaseUntilMilliseconds, long LeaseToken, long Hits)
{
    /// <summary>Whether it stands for an answer.</summary>
    public bool IsAnswer => Kind is EntryKind.Value or EntryKind.Null;

    /// <summary>Reads the header at the start; <see langword="false"/> if none stands there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> stored, out HeaderFields fields)
    {
        fields = default;
        if (stored.Length < EntryHeader.LengthBytes || !stored.StartsWith(EntryHeader.MagicBytes)
            || !HeaderDigits.AreAll(stored[EntryHeader.VersionAt..EntryHeader.DigestAt]))
        {
            return false;
        }

        ReadOnlySpan<byte> hits = stored[EntryHeader.HitsAt..EntryHeader.EvidenceAt];
        fields = new HeaderFields(
            (EntryKind)(stored[EntryHeader.KindAt] - '0'),
            HeaderDigits.Read(stored[EntryHeader.VersionAt..EntryHeader.ProvenAt]),
            HeaderDigits.Read(stored[EntryHeader.ProvenAt..EntryHeader.ProvenTimeAt]),
            HeaderDigits.Read(stored[EntryHeader.ProvenTimeAt..EntryHeader.LeaseUntilAt]),
            HeaderDigits.Read(stored[EntryHeader.LeaseUntilAt..EntryHeader.LeaseTokenAt]),
            HeaderDigits.Read(stored[EntryHeader.LeaseTokenAt..EntryHeader.DigestAt]),
            HeaderDigits.AreAll(hits) ? HeaderDigits.Read(hits) : 0);
        return true;
    }
}
