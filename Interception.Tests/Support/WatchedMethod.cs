using Interception.Composition;
using Interception.Lookup;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Tests.Support;

/// <summary>A method of <see cref="ISource"/> under keys that tests watch, and the way of its misses. Nobody calls it: there is no service behind a proxy.</summary>
internal sealed class WatchedMethod
{
    private readonly bool _isAsync;

    private WatchedMethod(CacheServices services, CachedMethod source, bool isAsync)
    {
        _isAsync = isAsync;
        Method = new CachedMethod<WatchedKey>(services, source.Lane.Run, source.Lane.Answers, source.Table.Schema, source.Rules, null);
        Misses = isAsync ? new AsyncMisses<WatchedKey>(Method, Table, services) : new SyncMisses<WatchedKey>(Method, Table, services);
    }

    public CachedMethod<WatchedKey> Method { get; }

    public MethodTable<WatchedKey> Table => (MethodTable<WatchedKey>)Method.Table;

    public Misses<WatchedKey> Misses { get; }

    public static WatchedMethod Open(CacheHost host, bool isAsync) =>
        new(host.Runtime.Services, host.MethodOf(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get)), isAsync);

    /// <summary>A key that nobody watches.</summary>
    public static WatchedKey Key(int id) => new(id, new KeyWatch());

    public static Call<WatchedKey> CallOf(WatchedKey key, RunFlow? run = null, CancellationToken cancelled = default) =>
        new(key, [], [1, cancelled], Caller.None, run);

    /// <summary>A run that calls may be made inside.</summary>
    /// <param name="checkNumber">The number of a check; 0 for any other run.</param>
    public RunFlow<WatchedKey> NewRun(long checkNumber = 0) => new(null, checkNumber, Table, Key(99));

    /// <summary>What stands under a key.</summary>
    public Slot? SlotOf(int id) => Table.TryGet(Key(id), out Slot? slot) ? slot : null;

    /// <summary>Answers a call by the way of a miss; a synchronous one on a thread of the pool.</summary>
    public Task<string?> AskAsync(int id, RunFlow? run = null, CancellationToken cancelled = default) => AskAsync(Key(id), run, cancelled);

    public Task<string?> AskAsync(WatchedKey key, RunFlow? run = null, CancellationToken cancelled = default) =>
        _isAsync ? AskHereAsync(key, run, cancelled) : Task.Run(() => AskHereAsync(key, run, cancelled), CancellationToken.None);

    private Task<string?> AskHereAsync(WatchedKey key, RunFlow? run, CancellationToken cancelled)
    {
        Assert.That(Misses.TryAnswer(CallOf(key, run, cancelled), out object? answer), Is.True);
        return answer as Task<string?> ?? Task.FromResult((string?)answer);
    }
}
