using System.Diagnostics.CodeAnalysis;

namespace Interception.Storage.Shared;

/// <summary>Watches one name while a run after a miss is in flight: what the other nodes say about it meanwhile counts.</summary>
/// <remarks>
/// A result that was read or computed before the message came must not be kept after it. Whoever has stored its result looks here;
/// whoever brings a message writes here first and looks for the entry then; so one of the two sees the other. Thread-safe: it locks
/// itself, since a lock of its own would be an object for each answer that is read from the store.
/// </remarks>
/// <param name="name">The name.</param>
[SuppressMessage("Reliability", "CA2002", Justification = "Nobody outside the library can lock it.")]
internal abstract class NameWatch(EntryName name)
{
    private TaskCompletionSource? _heard;
    private long _heardVersion, _invalidatedVersion;
    private bool _isEnded, _isWoken;

    public EntryName Name => name;

    /// <summary>The highest version that another node has announced; 0 for none.</summary>
    public long HeardVersion => Volatile.Read(ref _heardVersion);

    /// <summary>The highest version of an invalidation among them.</summary>
    public long InvalidatedVersion => Volatile.Read(ref _invalidatedVersion);

    /// <summary>Another watch of the same name, of a run that was given up and is still on its way.</summary>
    internal NameWatch? Earlier { get; set; }

    internal bool IsEnded
    {
        get => Volatile.Read(ref _isEnded);
        set => Volatile.Write(ref _isEnded, value);
    }

    /// <summary>Takes an announcement of another node.</summary>
    public void Hear(long version, bool isInvalidation)
    {
        TaskCompletionSource? heard;
        lock (this)
        {
            _invalidatedVersion = isInvalidation ? Math.Max(_invalidatedVersion, version) : _invalidatedVersion;
            _heardVersion = Math.Max(_heardVersion, version);
            (heard, _heard) = (_heard, null);
            Monitor.PulseAll(this);
        }

        heard?.TrySetResult();
        if (isInvalidation)
        {
            OnInvalidated();
        }
    }

    /// <summary>Ends the wait early, the next one if nobody waits now: this node has given back what another run of it may wait for.</summary>
    public void Wake()
    {
        TaskCompletionSource? heard;
        lock (this)
        {
            _isWoken = true;
            (heard, _heard) = (_heard, null);
            Monitor.PulseAll(this);
        }

        heard?.TrySetResult();
    }

    /// <summary>Waits until something later than <paramref name="known"/> has been announced, the watch is woken, or the time is over.</summary>
    /// <param name="known">What has been announced so far.</param>
    /// <param name="atMost">How long.</param>
    /// <param name="blocking">Whether on the calling thread; then the task returned is complete.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancelled">Ends it.</param>
    public ValueTask WaitAsync(long known, TimeSpan atMost, bool blocking, TimeProvider time, CancellationToken cancelled)
    {
        if (!blocking)
        {
            return WaitAsync(known, atMost, time, cancelled);
        }

        Block(known, atMost, time);
        cancelled.ThrowIfCancellationRequested();
        return ValueTask.CompletedTask;
    }

    /// <summary>The answer was invalidated by another node: the run's slot must go.</summary>
    protected abstract void OnInvalidated();

    private async ValueTask WaitAsync(long known, TimeSpan atMost, TimeProvider time, CancellationToken cancelled)
    {
        Task heard;
        lock (this)
        {
            if (_heardVersion > known || TakeWake())
            {
                return;
            }

            heard = (_heard ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        try
        {
            await heard.WaitAsync(atMost, time, cancelled).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nothing was announced.
        }

        lock (this)
        {
            TakeWake();
        }
    }

    /// <remarks>Under the lock.</remarks>
    private bool TakeWake()
    {
        bool isWoken = _isWoken;
        _isWoken = false;
        return isWoken;
    }

    /// <remarks>Waits for a signal and not for a task.</remarks>
    private void Block(long known, TimeSpan atMost, TimeProvider time)
    {
        bool late = false;
        using ITimer timer = time.CreateTimer(_ => WakeLate(), null, atMost, Timeout.InfiniteTimeSpan);
        lock (this)
        {
            while (_heardVersion <= known && !late && !TakeWake())
            {
                Monitor.Wait(this);
            }
        }

        void WakeLate()
        {
            lock (this)
            {
                late = true;
                Monitor.PulseAll(this);
            }
        }
    }
}
