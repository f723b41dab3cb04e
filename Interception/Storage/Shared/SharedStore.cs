using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Storage.Shared;

/// <summary>The store that all nodes share, seen from one node: commands that can't fail, and what the other nodes say.</summary>
/// <remarks>
/// Thread-safe. Nothing here throws, and no command takes longer than twice the timeout or so: a store that is out, slow or wrong is an <see cref="Attempt{T}"/> that
/// did not succeed, and the cache goes on in memory.
/// </remarks>
internal sealed class SharedStore : IStoreListener, IAsyncDisposable
{
    private readonly IStoreConnection _connection;
    private readonly Breaker _breaker;
    private readonly GuardedCommands _commands;
    private readonly StoreInbox _inbox;
    private readonly StoreRecovery _recovery;
    private int _epoch;

    public SharedStore(
        IStoreConnection connection, StoreSettings settings, EnvelopeSealer sealer, ulong origin, CacheClock clock, CacheMetrics metrics,
        ILogger logger)
    {
        (_connection, Settings, CacheClock, Metrics) = (connection, settings, clock, metrics);
        Clock = new StoreClock(clock);
        Sealer = sealer;
        Pending = new PendingInvalidations(clock);
        Writes = new WriteBehind(metrics);
        var log = new LogThrottle(); // One for all lines about an outage.
        _recovery = new StoreRecovery(this, connection, logger, log);
        _breaker = new Breaker(settings.Timeout, clock, _recovery.Begin);
        _commands = new GuardedCommands(connection, _breaker, settings.Timeout, clock.Time, metrics, logger, log);
        _inbox = new StoreInbox(this, origin, metrics);
    }

    public StoreSettings Settings { get; }

    public CacheClock CacheClock { get; }

    public CacheMetrics Metrics { get; }

    public StoreClock Clock { get; }

    public EnvelopeSealer Sealer { get; }

    public EntryIndex Index { get; } = new();

    public NameWatches Watches { get; } = new();

    public Generations Generations { get; } = new();

    public PendingInvalidations Pending { get; }

    public WriteBehind Writes { get; }

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

    /// <summary>Takes no further writes, and waits a timeout at most for those that wait.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        Writes.Dispose();
        try
        {
            await Writes.WhenIdleAsync().WaitAsync(Settings.Timeout, CacheClock.Time, hurry).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // What is left is lost: other nodes run the method for it.
        }
    }

    /// <summary>Sends a command.</summary>
    /// <param name="state">What the command needs, so that nothing is captured.</param>
    /// <param name="command">The command.</param>
    /// <param name="blocking">Whether it answers on the calling thread; then the task returned is complete.</param>
    /// <param name="cancelled">Ends the wait, not the command.</param>
    public ValueTask<Attempt<T>> TryAsync<TState, T>(
        TState state, Func<IEntryCommands, TState, ValueTask<T>> command, bool blocking = false, CancellationToken cancelled = default) =>
        _commands.TryAsync(state, command, blocking, cancelled);

    /// <summary>Invalidates one call on all nodes. If the store can't be told now, nothing is read there about the call until it has been.</summary>
    public async ValueTask InvalidateAsync(EntryName name, TimeSpan timeToLive, string field)
    {
        Attempt<long> told = await TryAsync(
            (name, timeToLive), static (commands, call) => commands.InvalidateAsync(call.name, call.timeToLive)).ConfigureAwait(false);
        if (told.Succeeded)
        {
            _inbox.Invalidate(name.Digest, told.Value);
            return;
        }

        InvalidateLater(name, timeToLive, field);
    }

    /// <summary>Sees to it that nothing is read here about a call until the store has been told that it is invalidated.</summary>
    public void InvalidateLater(EntryName name, TimeSpan timeToLive, string field)
    {
        Pending.Add(name, timeToLive, field);
        _inbox.Invalidate(name.Digest, long.MaxValue); // The old answer may have been read back meanwhile.
        _recovery.Wake();
    }

    /// <summary>Invalidates a method on all nodes, in the same way.</summary>
    public async ValueTask InvalidateMethodAsync(string field)
    {
        Attempt<long> raised = await _commands.TryAsync(
            (Connection: _connection, field, Known: Generations.Of(field)),
            static (_, call) => call.Connection.RaiseGenerationAsync(call.field, call.Known)).ConfigureAwait(false);
        if (raised.Succeeded && TryRaise(field, raised.Value))
        {
            return;
        }

        Pending.Add(field);
        foreach (SharedMethod method in Methods.Of(field))
        {
            method.Clear(); // The same.
        }

        _recovery.Wake();
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

    /// <summary>Applies what the store says of a call that was invalidated.</summary>
    public void Invalidate(EntryDigest digest, long version) => _inbox.Invalidate(digest, version);

    /// <summary>Applies what the store says of a method's generation.</summary>
    /// <returns>False if nobody can have raised it so far: the reply was damaged.</returns>
    public bool TryRaise(string field, long generation)
    {
        bool canBe = Clock.CanBe(generation);
        if (canBe)
        {
            _inbox.Raise(field, generation);
        }

        return canBe;
    }

    public async ValueTask DisposeAsync()
    {
        Writes.Dispose();
        await _recovery.StopAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
