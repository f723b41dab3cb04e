using System.Runtime.CompilerServices;
using Interception.Freshness;
using Interception.Storage;
using Interception.Storage.Shared;

namespace Interception.Lookup;

/// <summary>The way of one miss through the shared store: to what another node has found, or to the right to run the method.</summary>
/// <remarks>
/// Never throws but for the cancellation that it is given. Where the store is out the method runs, as without a store. Until it is
/// disposed of it listens to what other nodes say about the key.
/// </remarks>
internal sealed class SharedMiss : NameWatch, IDisposable
{
    /// <summary>How often a node that waits for another's run looks for itself: the message that would wake it may be lost.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly SharedMethod _method;
    private readonly Slot _slot;
    private readonly int _epoch;
    private Entry? _stored;
    private long _lease; // The token under which the store has given it; 0 if it has not.
    private bool _mustRun, _overwrite;
    private bool _isOut; // What Take has seen, for AcquireAsync.

    private SharedMiss(SharedMethod method, EntryName name, Slot slot)
        : base(name) => (_method, _slot, _epoch) = (method, slot, method.Store.Epoch);

    /// <summary>The version of the run, once <see cref="AcquireAsync"/> has found nothing.</summary>
    public long Version { get; private set; }

    /// <summary>What all nodes' checks have told of the answer that stands there and counts no more.</summary>
    public Evidence Evidence { get; private set; } = Evidence.None;

    private SharedStore Store => _method.Store;

    /// <summary>Begins to listen for a run whose slot stands in the table; it goes when another node invalidates the key.</summary>
    public static SharedMiss Begin(SharedMethod method, EntryName name, Slot slot)
    {
        var miss = new SharedMiss(method, name, slot);
        method.Store.Watches.Add(miss);
        return miss;
    }

    /// <summary>Reads what the store has; <see cref="Take"/> judges it.</summary>
    /// <param name="blocking">Whether all waiting is done on the calling thread; then the task returned is complete.</param>
    /// <param name="cancelled">Ends it.</param>
    public ValueTask<Attempt<ReadOnlyMemory<byte>>> ReadAsync(bool blocking, CancellationToken cancelled) =>
        _method.ReadAsync(Name, blocking, cancelled);

    /// <summary>Takes what was read, if it is an answer to be served.</summary>
    /// <returns>The answer; null if <see cref="AcquireAsync"/> must follow.</returns>
    public StoredAnswer? Take(Attempt<ReadOnlyMemory<byte>> read)
    {
        StoredAnswer? found = read.Succeeded ? TryTake(read.Value, mayBeAhead: false) : null;
        _method.CountRead(found is not null ? "hit" : read.Succeeded ? "miss" : "out");
        _isOut = !read.Succeeded;
        return found;
    }

    /// <summary>Asks for the right to run the method.</summary>
    /// <param name="mustRun">Whether an answer from an earlier run won't do.</param>
    /// <param name="blocking">Whether all waiting is done on the calling thread; then the task returned is complete.</param>
    /// <param name="cancelled">Ends it.</param>
    /// <returns>An answer that another node has left meanwhile; null if the method is to be run.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<StoredAnswer?> AcquireAsync(bool mustRun, bool blocking, CancellationToken cancelled)
    {
        if (_isOut)
        {
            return RunAlone();
        }

        _mustRun = mustRun;
        AcquireMode mode = mustRun ? AcquireMode.Always : AcquireMode.IfMissing;
        IEntrySchedule schedule = _method.Schedule;
        var request = new AcquireRequest(0, mode, TimeSpan.Zero, schedule.Lease, schedule.Expiry);
        long deadline = Store.CacheClock.Exact + Store.Settings.LeaseWait.Ticks;
        while (true)
        {
            long known = HeardVersion; // What is announced from here on, the reply may not know yet.
            Attempt<AcquireReply> attempt = await _method.AcquireAsync(Name, request, blocking, cancelled).ConfigureAwait(false);
            if (!attempt.Succeeded)
            {
                return RunAlone();
            }

            AcquireReply reply = attempt.Value;
            if (reply.Outcome == AcquireOutcome.Granted)
            {
                (Version, _lease) = (reply.RunVersion, reply.Token);
                Evidence = EvidenceText.Read(reply.Evidence.Span);
                return null;
            }

            if (reply.Outcome == AcquireOutcome.Newer && TryTake(reply.Envelope, mayBeAhead: true) is { } found)
            {
                return found;
            }

            TimeSpan left = TimeSpan.FromTicks(deadline - Store.CacheClock.Exact);
            if (request.Mode == AcquireMode.Always)
            {
                return RunAlone(); // Too many want it at once.
            }

            if (reply.Outcome != AcquireOutcome.Busy || left <= TimeSpan.Zero)
            {
                request = request with { Mode = AcquireMode.Always };
            }
            else
            {
                await WaitAsync(known, left < Poll ? left : Poll, blocking, Store.CacheClock.Time, cancelled).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Where an entry of this key stands.</summary>
    /// <param name="contentVersion">The version of its content in the store; 0 if it is still to be offered.</param>
    public SharedPlace PlaceOf(long contentVersion) => new(_method, Name, contentVersion, _epoch);

    /// <summary>Takes an entry back that has been stored although another node had something newer to say meanwhile, unless nobody can tell which is newer.</summary>
    public void DropIfOvertaken(Entry entry)
    {
        if (HeardVersion > entry.Version && (InvalidatedVersion > entry.Version || !Takeover.TryDispute(entry, HeardVersion)))
        {
            entry.Remove();
        }
    }

    /// <summary>Offers the result of the run to the store, behind the caller's back.</summary>
    public void Offer(Entry entry)
    {
        (long lease, bool overwrite, bool isReplacing) = (_lease, _overwrite, _mustRun);
        Store.Writes.TryAdd(() => EntryOffers.OfferAsync(entry, lease, overwrite, isReplacing));
    }

    /// <summary>What the run has found isn't cached. An answer that it was to replace goes; another node may run.</summary>
    public void Discard()
    {
        if (_mustRun)
        {
            _method.InvalidateBehind(Name);
        }
        else
        {
            Release();
        }
    }

    /// <summary>The run has come to nothing that could be stored: another node may run.</summary>
    public void Release()
    {
        if (_lease > 0)
        {
            long lease = _lease;
            _lease = 0;
            Store.Writes.TryAdd(() => EntryOffers.BackOffAsync(_method, Name, lease, TimeSpan.Zero));
        }
    }

    public void Dispose() => Store.Watches.Remove(this);

    /// <summary>Is told of the entry that is about to take the place of the run's slot.</summary>
    public void Stores(Entry entry) => Volatile.Write(ref _stored, entry);

    /// <remarks>The entry as well: it may have come in the slot's place already, and nobody else can find it yet. It is told of first, so one of the two is there.</remarks>
    protected override void OnInvalidated()
    {
        _slot.Remove();
        if (Volatile.Read(ref _stored) is { } entry && entry.Version < InvalidatedVersion)
        {
            entry.Remove();
        }
    }

    /// <summary>Takes what stands in the store, if it is a live answer that nothing newer has been said about.</summary>
    /// <param name="stored">What stands there.</param>
    /// <param name="mayBeAhead">Whether the store itself calls it live, so that its clock need not be second-guessed.</param>
    private StoredAnswer? TryTake(ReadOnlyMemory<byte> stored, bool mayBeAhead)
    {
        if (stored.IsEmpty)
        {
            return null;
        }

        StoredAnswer? found = _method.TryRestore(Name, stored, out bool isUnusable);
        _overwrite |= isUnusable;
        return found is { } answer && (mayBeAhead || !answer.IsProvenAhead)
            && Store.CacheClock.Exact - answer.Stamp.StartedAt < _method.Schedule.Expiry.Ticks && HeardVersion <= answer.Version
            ? found : null;
    }

    private StoredAnswer? RunAlone()
    {
        Version = Store.Clock.NextToken();
        return null;
    }
}
