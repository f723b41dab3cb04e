namespace Interception.Storage;

/// <summary>What is cached for a key, with what is known of it. The answer never changes; a changed answer is a new entry.</summary>
/// <remarks>
/// Thread-safe: times are single words, written by runs and read by hits; <see cref="Version"/> orders the runs.
/// </remarks>
internal abstract class Entry : Slot
{
    /// <summary>What an entry takes besides key and answer, about: the table's node, the entry itself, the ready task.</summary>
    private const int FixedChargeBytes = 256;

    private int _checkPending;

    protected Entry(Answer answer, string[] varyBy, int keyBytes, long version, long provenAt)
    {
        Answer = answer;
        Ready = answer.Ready;
        IsShared = answer.IsShared;
        VaryBy = varyBy;
        Version = version;
        ProvenAt = provenAt;
        CheckedAt = provenAt;
        ChargeBytes = FixedChargeBytes + keyBytes + (2 * Math.Max(answer.Digest.LengthBytes, answer.Payload?.Length ?? 0));
    }

    public Answer Answer { get; }

    /// <summary>The answer's ready object, here too because a hit reads nothing else.</summary>
    public object? Ready { get; }

    public bool IsShared { get; }

    /// <summary>The VaryBy values of the call, to be restored in a run.</summary>
    public string[] VaryBy { get; }

    /// <summary>What the entry counts against the memory bound.</summary>
    public long ChargeBytes { get; }

    /// <summary>The version of the run that last proved the answer right; changed only under the entry's lock.</summary>
    public long Version { get; private set; }

    /// <summary>When the run that last proved the answer right began.</summary>
    public long ProvenAt { get; private set; }

    /// <summary>When the last check began.</summary>
    public long CheckedAt { get; private set; }

    /// <summary>From when on a hit asks for a check.</summary>
    public long NextCheckAt { get; set; }

    /// <summary>How many checks failed since one succeeded.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether it was hit since the eviction hand last came by.</summary>
    public bool Touched { get; set; }

    /// <summary>Whether it still stands in its table.</summary>
    public abstract bool IsStored { get; }

    /// <summary>Whether a check is queued or running.</summary>
    public bool IsCheckPending => Volatile.Read(ref _checkPending) != 0;

    /// <summary>Held while the version is compared and acted upon: to prove the entry, or to replace it.</summary>
    protected Lock Gate { get; } = new();

    internal Entry? NextInRing { get; set; }

    internal Entry? PreviousInRing { get; set; }

    /// <summary>Whether it has left its table; the memory bound's lock guards it.</summary>
    internal bool IsGone { get; set; }

    /// <summary>Claims the one check that an entry may have pending.</summary>
    /// <remarks>The read first: hits on an entry whose check is pending write nothing.</remarks>
    public bool TryBeginCheck() => !IsCheckPending && Interlocked.CompareExchange(ref _checkPending, 1, 0) == 0;

    public void EndCheck() => Volatile.Write(ref _checkPending, 0);

    /// <summary>Takes note that a run found the answer right, unless a run that began later has spoken already.</summary>
    /// <returns>Whether this run's word counted.</returns>
    public bool TryProve(long version, long startedAt)
    {
        lock (Gate)
        {
            if (version <= Version)
            {
                return false;
            }

            Version = version;
            ProvenAt = startedAt;
            CheckedAt = startedAt;
            Failures = 0;
            return true;
        }
    }

    /// <summary>Takes note that a check failed, unless a run that began later has spoken already.</summary>
    public void Fail(long version, long startedAt)
    {
        lock (Gate)
        {
            if (version > Version)
            {
                CheckedAt = Math.Max(CheckedAt, startedAt);
                Failures++;
            }
        }
    }

    /// <summary>Fresh argument objects for a run; nothing of a caller's is in them.</summary>
    public abstract object?[] RebuildArguments();

    /// <summary>Puts a newer answer in the entry's place, unless the key has been invalidated or has a newer one already.</summary>
    /// <returns>The entry that stands there now, or null if none of this run's making does.</returns>
    public abstract Entry? TryReplace(Answer answer, long version, long provenAt, long nextCheckAt);

    /// <summary>Takes the entry out of its table, if it is still there.</summary>
    public abstract void Remove();
}
