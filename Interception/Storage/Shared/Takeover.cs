namespace Interception.Storage.Shared;

/// <summary>Puts what other nodes have found in the place of what this node holds, if it is newer.</summary>
internal static class Takeover
{
    /// <summary>Puts what another node has found in the place of an older entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="stored">The other node's envelope.</param>
    /// <param name="version">The version that it must have, if that is known.</param>
    public static Replacement Replace(Entry entry, ReadOnlyMemory<byte> stored, long? version = null)
    {
        SharedMethod method = entry.Shared!.Method;
        if (method.TryRestore(entry.Shared.Name, stored, out _) is not { } found || (version is { } announced && found.Version != announced))
        {
            return Replacement.Unusable;
        }

        bool isChanged = found.Answer.Digest != entry.Answer.Digest;
        if (isChanged && TryDispute(entry, found.Stamp.Version))
        {
            return Replacement.Disputed;
        }

        if (entry.IsStored && found.Stamp.Version > entry.Version)
        {
            method.Schedule.Learn(entry, isChanged, entry.ProvenAt, found.Stamp.StartedAt);
            entry.Hear(found.Evidence, found.Stamp.StartedAt);
        }

        return entry.TryReplace(found.Answer, found.Stamp, method.Schedule, found.Version) is null
            ? Replacement.NotNewer : Replacement.Done;
    }

    /// <summary>
    /// Keeps an entry although there is an answer from a run that began later: it began while this node's was still under way, so it may have seen less, and this
    /// node has served its own already. The next check decides.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="version">The version of the run that has found the other answer, or found it right.</param>
    /// <returns>False if the other run is certainly the earlier or the later one, or nobody would decide.</returns>
    public static bool TryDispute(Entry entry, long version)
    {
        SharedPlace place = entry.Shared!;
        if (version <= entry.Version || version > place.FoundAt)
        {
            return false;
        }

        place.DisputedVersion = version; // First: who plans the entry's check meanwhile sees it.
        if (place.Method.Schedule.TryHurry(entry))
        {
            return true;
        }

        place.DisputedVersion = 0;
        return false;
    }
}
