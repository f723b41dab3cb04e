namespace Interception.Storage;

/// <summary>How long a method's answers count and when they are checked, as far as entries and the shared store need to know.</summary>
internal interface IEntrySchedule
{
    /// <summary>How long an answer counts after the run that last proved it began.</summary>
    TimeSpan Expiry { get; }

    /// <summary>How long a run may take.</summary>
    TimeSpan RunTimeout { get; }

    /// <summary>For how long a run claims its key among all nodes.</summary>
    TimeSpan Lease { get; }

    /// <summary>Learns that another node has looked at the method.</summary>
    /// <param name="entry">The entry of the call that it has run.</param>
    /// <param name="changed">Whether it found another answer than the entry's.</param>
    /// <param name="since">When the entry was last known to be right.</param>
    /// <param name="until">When the other node's run began.</param>
    void Learn(Entry entry, bool changed, long since, long until);

    /// <summary>Has an entry checked at the next hit, if its method's answers are checked at all.</summary>
    /// <returns>Whether they are.</returns>
    bool TryHurry(Entry entry);

    /// <summary>Tells an entry that is to take another's place what is known of the key, and plans its next check.</summary>
    void Succeed(Entry previous, Entry newer);
}
