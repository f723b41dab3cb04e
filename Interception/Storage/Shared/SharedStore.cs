using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Storage.Shared;

/// <summary>The store that all nodes share, seen from one node: commands that can't fail, and what the other nodes say.</summary>
/// <remarks>
/// Thread-safe. Nothing here throws or takes longer than the timeout: a store that is out, slow or wrong is an <see cref="Attempt{T}"/> that
/// did not succeed, and the cache goes on in memory.
/// </remarks>
internal sealed class SharedStore : IStoreListener, IAsyncDisposable
{
    private readonly IStoreConnection _connection;
    private readonly Breaker _breaker;
    private readonly CacheMetrics _metrics;
    private readonly ILogger _logger;
    private readonly StoreInbox _inbox;
    private readonly StoreRecovery _recovery;
    private readonly LogThrottle _failureLog = new();
    private int _epoch;

    public SharedStore(
        IStoreConnection connection, StoreSettings settings, EnvelopeSealer sealer, ulong origin, CacheClock clock, CacheMetrics metrics,
        ILogger logger)
    {
        (_connection, Settings, CacheClock, _metrics, _logger) = (connection, settings, clock, metrics, logger);
        Clock = new StoreClock(clock);
        Sealer = sealer;
        _recovery = new StoreRecovery(this, connection, logger);
        _breaker = new Breaker(settings.Timeout, clock, _recovery.Begin);
        _inbox = new StoreInbox(this, origin, metrics);
    }

    public StoreSettings Settings { get; }

    public CacheClock CacheClock { get; }

    public StoreClock Clock { get; }

    public EnvelopeSealer Sealer { get; }

    public EntryIndex Index { get; } = new();

    public NameWatches Watches { get; } = new();

    public Generations Generations { get; } = new();

    public PendingInvalidations Pending { get; } = new();

    public WriteBehind Writes { get; } = new();

    public SharedMethods Methods { get; } = new();

    /// <summary>Counts how often contact was made anew. What an entry was compared with before, may have changed unheard.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>Whether the store is in use at this moment.</summary>
    public bool IsUsable => _breaker.LetsThrough;

    /// <summary>Whether a calling thread may wait for the store itself.</summary>
    public bool CanBlock => _connection.CanBlock;

    /// <summary>Since when the store is out, and why; null while it is in use.</summary>
    public (TimeSpan For, string Reason)? Outage => _breaker.IsOpen ? _recovery.Describe() : null;

    /// <summary>Makes contact, in the background: the application starts whether or not the store is there.</summary>
    public void Start() => _recovery.Start();

    /// <summary>Sends a command.</summary>
    /// <param name="state">What the command needs, so that nothing is captured.</param>
    /// <param name="command">The command.</param>
    /// <param name="blocking">Whether it answers on the calling thread; then the task returned is complete.</param>
    /// <param name="cancelled">Ends the wait, not the command.</param>
    public async ValueTask<Attempt<T>> TryAsync<TState, T>(
        TState state, Func<IEntryCommands, TState, ValueTask<T>> command, bool blocking = false, CancellationToken cancelled = default)
    {
        if ((blocking && !CanBlock) || !_breaker.TryEnter())
        {
            return default;
        }

        try
        {
            ValueTask<T> running = command(_connection.Entries, state);
            T value = running.IsCompleted
                ? await running.ConfigureAwait(false)
                : await running.AsTask().WaitAsync(Settings.Timeout, CacheClock.Time, cancelled).ConfigureAwait(false);
            _breaker.Answered();
            return new Attempt<T>(true, value);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            _breaker.Answered(); // Nobody knows whether it would have.
            throw;
        }
        catch (Exception exception)
        {
            Absorb(exception);
            return default;
        }
    }

    /// <summary>Invalidates one call on all nodes. If the store can't be told now it is told before it is used again.</summary>
    public async ValueTask InvalidateAsync(EntryName name, TimeSpan timeToLive, string field)
    {
        Attempt<long> told = await TryAsync(
            (name, timeToLive), static (commands, call) => commands.InvalidateAsync(call.name, call.timeToLive)).ConfigureAwait(false);
        if (told.Succeeded)
        {
            _inbox.Invalidate(name.Digest, told.Value);
            return;
        }

        Pending.Add(name, timeToLive, field);
        _breaker.Open(); // Or the old answer would be read back from there.
    }

    /// <summary>Invalidates a method on all nodes, in the same way.</summary>
    public async ValueTask InvalidateMethodAsync(string field)
    {
        if (_breaker.TryEnter())
        {
            try
            {
                long generation = await _connection.RaiseGenerationAsync(field, Generations.Of(field)).AsTask()
                    .WaitAsync(Settings.Timeout, CacheClock.Time).ConfigureAwait(false);
                _breaker.Answered();
                _inbox.Raise(field, generation);
                return;
            }
            catch (Exception exception)
            {
                Absorb(exception);
            }
        }

        Pending.Add(field);
        _breaker.Open();
    }

    public void Receive(ReadOnlyMemory<byte> message) => _inbox.Receive(message);

    public void Lose(string reason)
    {
        _recovery.Lose(reason);
        _breaker.Open();
    }

    /// <summary>Takes the store into use again.</summary>
    /// <param name="isNewContact">Whether messages may have been missed meanwhile.</param>
    public void Resume(bool isNewContact)
    {
        if (isNewContact)
        {
            Interlocked.Increment(ref _epoch);
        }

        _breaker.Close();
    }

    /// <summary>Applies what the store says of a method's generation.</summary>
    public void Raise(string field, long generation) => _inbox.Raise(field, generation);

    /// <summary>Counts and logs what went wrong with a command that has entered.</summary>
    private void Absorb(Exception exception)
    {
        bool isRefusal = _connection.IsRefusal(exception);
        if (isRefusal)
        {
            _breaker.Answered();
        }
        else
        {
            _breaker.Failed();
        }

        _metrics.StoreFailed(isRefusal ? "refused" : exception is TimeoutException ? "timeout" : "unreachable");
        if (_failureLog.MayWrite(CacheClock.Time))
        {
            _logger.StoreFailed(isRefusal ? "It refused a command" : "A command got no answer", exception.GetType().Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Writes.Dispose();
        await _recovery.StopAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
