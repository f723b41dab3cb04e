using System.Diagnostics.CodeAnalysis;
using Interception.Freshness;
using Interception.Storage.Shared;

namespace Interception.Storage;

/// <summary>What is cached for a key, with what is known of it. The answer never changes; a changed answer is a new entry.</summary>
/// <remarks>
/// Thread-safe: times are single words, written by runs and read by hits; <see cref="Version"/> orders the runs. While it is compared and
/// acted upon, to prove the entry or to replace it, the entry itself is locked: a lock of its own would be an object for each answer.
/// </remarks>
[SuppressMessage("Reliability", "CA2002", Justification = "Nobody outside the library can lock it.")]
internal abstract class Entry : ServedEntry
{
    /// <summary>What an entry takes besides key and answer: the table's node, the entry, the ready task, the evidence. Measured: 423 bytes with a small key, before the evidence.</summary>
    private const int FixedChargeBytes = 512;

    /// <summary>How much one observation of the share of hits counts, and the least that is believed.</summary>
    private const double HitShareGain = 1d / 8, LeastHitShare = 0.001;

    private PendingCheck _check;

    protected Entry(Answer answer, string[] varyBy, int keyBytes, RunStamp stamp, SharedPlace? shared)
        : base(answer)
    {
        Answer = answer;
        VaryBy = varyBy;
        (Version, RunNumber, ProvenAt, CheckedAt) = (stamp.Version, stamp.Number, stamp.StartedAt, stamp.StartedAt);
        Shared = shared;
        ChargeBytes = FixedChargeBytes + (shared is null ? 0 : SharedPlace.ChargeBytes) + keyBytes + (2 * answer.SizeBytes);
    }

    public Answer Answer { get; }

    /// <summary>The VaryBy values of the call, to be restored in a run.</summary>
    public string[] VaryBy { get; }

    /// <summary>What the entry counts against the memory bound.</summary>
    public long ChargeBytes { get; }

    /// <summary>The version of the run that last proved the answer right; changed only under the entry's lock.</summary>
    public long Version { get; private set; }

    /// <summary>This process's number of that run; 0 if only runs of other nodes have proven the answer. Changed like the version.</summary>
    public long RunNumber { get; private set; }

    /// <summary>When the last check began.</summary>
    public long CheckedAt { get; private set; }

    /// <summary>Until when it is left alone, whatever else: its method fails, a budget is spent, or another node is running the method.</summary>
    public long PausedUntil { get; private set; } = FreshnessPolicy.Always;

    /// <summary>What checks have told of the answer, and of those that stood under its key before.</summary>
    public Evidence Evidence { get; set; } = Evidence.None;

    /// <summary>How often the answer was expected to change when its next check was planned, per second.</summary>
    public double PlannedChangeRate { get; set; }

    /// <summary>Which part of all nodes' calls this node's are, from 0 to 1, as far as is known: evidence speaks of all of them.</summary>
    public double HitShare { get; private set; } = 1;

    /// <summary>How many checks failed since one succeeded.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether it stands in the place of another answer that was found changed.</summary>
    public bool IsSuccessor { get; set; }

    /// <summary>Whether a run has found the answer right after the one that it comes from.</summary>
    public bool IsReproven { get; private set; }

    /// <summary>Where the answer stands in the shared store; null if there is no store.</summary>
    public SharedPlace? Shared { get; }

    /// <summary>What stands in the table under its key now: itself, a newer entry, or null.</summary>
    public abstract Entry? Current { get; }

    /// <summary>Whether it still stands in its table.</summary>
    public bool IsStored => ReferenceEquals(Current, this);

    /// <summary>Whether a check is queued or running.</summary>
    public bool IsCheckPending => _check.IsPending;

    /// <summary>Whether the check that is pending is a sample.</summary>
    public bool IsSamplePending => _check.IsSample;

    /// <summary>The hash of its key, different for other methods' keys.</summary>
    public abstract int KeyHash { get; }

    /// <summary>Whether it was used again and has a place in the main queue; the memory bound's lock guards it, as it does what follows.</summary>
    internal bool IsProtected { get; set; }

    /// <summary>Where it stands in <see cref="EvictionOrder"/>.</summary>
    internal EvictionQueue? Queue { get; set; }

    internal Entry? NextInQueue { get; set; }

    internal Entry? PreviousInQueue { get; set; }

    /// <summary>Whether it has left its table.</summary>
    internal bool IsGone { get; set; }

    /// <summary>Claims the one check that an entry may have pending.</summary>
    /// <param name="isSample">Whether it is a sample, which no hits have to pay for.</param>
    public bool TryBeginCheck(bool isSample = false) => _check.TryBegin(isSample);

    public void EndCheck() => _check.End();

    /// <summary>Completes when the check that is pending has ended, whatever came of it.</summary>
    public Task WhenChecked() => _check.WhenEnded();

    /// <summary>Takes note that a run found the answer right, unless a run that began later has spoken already.</summary>
    /// <param name="stamp">The run.</param>
    /// <param name="before">When the run began that had proven it before.</param>
    /// <returns>Whether this run's word counted.</returns>
    public bool TryProve(RunStamp stamp, out long before)
    {
        lock (this)
        {
            before = ProvenAt;
            if (stamp.Version <= Version)
            {
                return false;
            }

            Version = stamp.Version;
            RunNumber = Math.Max(RunNumber, stamp.Number);
            ProvenAt = stamp.StartedAt;
            CheckedAt = stamp.StartedAt;
            Failures = 0;
            PausedUntil = FreshnessPolicy.Always;
            IsReproven = true;
            return true;
        }
    }

    /// <summary>Up to when <see cref="Evidence"/> has been heard of from other nodes: what a look tells of the time before is in it already.</summary>
    public long HeardUntil { get; private set; }

    /// <summary>Takes over what all nodes' checks have told, if anything is known of that.</summary>
    /// <param name="evidence">What they have told.</param>
    /// <param name="until">Up to when.</param>
    public void Hear(Evidence evidence, long until)
    {
        if (!ReferenceEquals(evidence, Evidence.None))
        {
            (Evidence, HeardUntil) = (evidence, until);
        }
    }

    /// <summary>Takes note of this node's part of all nodes' calls over some time.</summary>
    public void ShareHits(double own, double all)
    {
        if (own > 0 && all > 0)
        {
            HitShare += (Math.Clamp(own / all, LeastHitShare, 1) - HitShare) * HitShareGain;
        }
    }

    /// <summary>Takes over what is known of the key from the answer that stood there before.</summary>
    public void Inherit(Entry previous) => (Evidence, HeardUntil, HitShare, IsProtected, Uses) =
        (previous.Evidence, previous.HeardUntil, previous.HitShare, previous.IsProtected, previous.Uses);

    /// <summary>Leaves the entry alone for a while; then the next hit asks for a check.</summary>
    public void PauseUntil(long time) => (PausedUntil, NextCheckAt) = (time, time);

    /// <summary>Takes note that a check failed, unless a run that began later has spoken already.</summary>
    public void Fail(RunStamp stamp)
    {
        lock (this)
        {
            if (stamp.Version > Version)
            {
                CheckedAt = Math.Max(CheckedAt, stamp.StartedAt);
                Failures++;
            }
        }
    }

    /// <summary>Fresh argument objects for a run; nothing of a caller's is in them.</summary>
    public abstract object?[] RebuildArguments();

    /// <summary>Puts a newer answer in the entry's place, unless the key has been invalidated or has a newer one already.</summary>
    /// <returns>The entry that stands there now, or would if it were not too large for this node's memory; null if what stands there is as new.</returns>
    /// <param name="answer">The newer answer.</param>
    /// <param name="stamp">The run that it comes from.</param>
    /// <param name="schedule">Tells the new entry what is known of the key, and when it is checked next, before anybody sees it.</param>
    /// <param name="contentVersion">Its version in the shared store; 0 if it doesn't stand there yet.</param>
    public abstract Entry? TryReplace(Answer answer, RunStamp stamp, IEntrySchedule schedule, long contentVersion = 0);
}
