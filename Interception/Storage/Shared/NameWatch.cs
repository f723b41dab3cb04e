namespace Interception.Storage.Shared;

/// <summary>Watches one name while a run after a miss is in flight: what the other nodes say about it meanwhile counts.</summary>
/// <remarks>
/// A result that was read or computed before the message came must not be kept after it. Whoever has stored its result looks here;
/// whoever brings a message writes here first and looks for the entry then; so one of the two sees the other. Thread-safe.
/// </remarks>
/// <param name="watches">Where it is registered.</param>
/// <param name="digest">The name.</param>
/// <param name="invalidated">Called when the answer is invalidated by another node: the run's slot must go.</param>
internal sealed class NameWatch(NameWatches watches, EntryDigest digest, Action invalidated) : IDisposable
{
    private readonly object _gate = new();
    private TaskCompletionSource? _heard;
    private long _version, _invalidatedVersion;
    private bool _isEnded;

    public EntryDigest Digest => digest;

    /// <summary>Another watch of the same name, of a run that was given up and is still on its way.</summary>
    internal NameWatch? Earlier { get; set; }

    internal bool IsEnded
    {
        get => Volatile.Read(ref _isEnded);
        set => Volatile.Write(ref _isEnded, value);
    }

    /// <summary>The highest version that another node has announced; 0 for none.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The highest version of an invalidation among them.</summary>
    public long InvalidatedVersion => Volatile.Read(ref _invalidatedVersion);

    /// <summary>Waits until something later than <paramref name="known"/> has been announced, or the time is over.</summary>
    public async ValueTask WaitAsync(long known, TimeSpan atMost, TimeProvider time, CancellationToken cancelled)
    {
        Task heard;
        lock (_gate)
        {
            if (_version > known)
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
    }

    /// <summary>The same on the calling thread, which waits for a signal and not for a task.</summary>
    public void Block(long known, TimeSpan atMost, TimeProvider time)
    {
        bool late = false;
        using ITimer timer = time.CreateTimer(_ => Wake(() => late = true), null, atMost, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            while (_version <= known && !late)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Takes an announcement of another node.</summary>
    public void Hear(long version, bool isInvalidation)
    {
        TaskCompletionSource? heard = null;
        Wake(() =>
        {
            _invalidatedVersion = isInvalidation ? Math.Max(_invalidatedVersion, version) : _invalidatedVersion;
            _version = Math.Max(_version, version);
            (heard, _heard) = (_heard, null);
        });
        heard?.TrySetResult();
        if (isInvalidation)
        {
            invalidated();
        }
    }

    public void Dispose() => watches.Remove(this);

    private void Wake(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }
}
