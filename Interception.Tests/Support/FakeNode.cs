using System.Reflection;
using Interception.Composition;
using Interception.Configuration;
using Interception.Lookup;
using Interception.Storage;
using Interception.Storage.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Support;

/// <summary>One node of an application whose shared store is a <see cref="FakeServer"/>: its cached methods without their proxies.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly MethodOpener _opener;
    private readonly Dictionary<string, CachedMethod> _methods = [];

    public FakeNode(
        FakeServer server, ulong origin, Action<MethodOptions>? settings = null, StoreSettings? store = null, Action<InterceptionOptions>? all = null)
    {
        Host = CacheHost.OfSource(settings, all);
        Connection = new FakeConnection(server, origin);
        CacheServices services = Host.Runtime.Services;
        StoreSettings shared = store ?? Settings;
        var sealer = new EnvelopeSealer(shared.Secret, shared.MaxPayloadBytes, shared.CompressAboveBytes);
        Store = new SharedStore(Connection, shared, sealer, origin, services.Clock, services.Metrics, services.Logger);
        _opener = new MethodOpener(services, Store, Host.Services.GetRequiredService<IServiceScopeFactory>(), []);
    }

    public static StoreSettings Settings { get; } = new(
        "tests", "t", TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), null, MaxPayloadBytes: 1 << 20, CompressAboveBytes: 16 << 10);

    public CacheHost Host { get; }

    public FakeConnection Connection { get; }

    public SharedStore Store { get; }

    public Origin Origin => Host.Origin;

    /// <summary>What the node holds in memory.</summary>
    public Entry[] Entries => [.. _methods.Values.SelectMany(one => one.Table.Entries)];

    /// <summary>A node that uses the store.</summary>
    public static async Task<FakeNode> StartAsync(
        FakeServer server, ulong origin = 1, Action<MethodOptions>? settings = null, StoreSettings? store = null, Action<InterceptionOptions>? all = null)
    {
        var node = new FakeNode(server, origin, settings, store, all);
        node.Store.Start();
        await Nodes.UntilAsync(() => node.Store.IsUsable);
        node.Connection.TakeCalls();
        return node;
    }

    public CachedMethod Method(string name)
    {
        if (!_methods.TryGetValue(name, out CachedMethod? cached))
        {
            DecoratedService service = Host.Runtime.FindAll(typeof(ISource), null).Last();
            MethodInfo method = typeof(ISource).GetMethod(name)!;
            MethodPolicy policy = Host.Runtime.Settings.Find(new CandidateMethod(typeof(ISource), method))!;
            cached = _methods[name] = _opener.TryOpen(service.Registration, method, policy, out string? problem)!;
            Assert.That(problem, Is.Null);
        }

        return cached;
    }

    /// <summary>Calls the asynchronous method.</summary>
    public Task<string?> GetAsync(int id, CancellationToken cancelled = default) =>
        Method(nameof(ISource.GetAsync)).TryAnswer([id, cancelled], Caller.None, out object? answer)
            ? (Task<string?>)answer! : Origin.AskAsync(id, cancelled);

    /// <summary>Calls the synchronous method, on the calling thread.</summary>
    public string? Get(int id, CancellationToken cancelled = default) =>
        Method(nameof(ISource.Get)).TryAnswer([id, cancelled], Caller.None, out object? answer) ? (string?)answer : Origin.Ask(id, cancelled);

    /// <summary>Calls one of the two; the synchronous one on a thread of the pool.</summary>
    public Task<string?> AskAsync(bool isAsync, int id = 1, CancellationToken cancelled = default) =>
        isAsync ? GetAsync(id, cancelled) : Task.Run(() => Get(id, cancelled), CancellationToken.None);

    public Task InvalidateAsync(int id = 1, bool isAsync = true) =>
        Method(NameOf(isAsync)).InvalidateAsync([id, CancellationToken.None], []).AsTask().Soon();

    public Task<RefreshResult> RefreshAsync(int id = 1, bool isAsync = true) =>
        Method(NameOf(isAsync)).RefreshAsync([id, CancellationToken.None], []).Soon();

    /// <summary>Where the answer to a call stands in the store.</summary>
    public EntryName NameOf(Entry entry) => entry.Shared!.Name;

    /// <summary>Waits until the checks and the writes behind the callers are done.</summary>
    public async Task IdleAsync()
    {
        await Host.Queue.WhenIdleAsync().Soon();
        await Store.Writes.WhenIdleAsync().Soon();
    }

    /// <summary>Lets the node's time pass until it is in contact again.</summary>
    public Task ContactAsync() => PassTimeUntilAsync(() => Store.IsUsable);

    /// <summary>Lets the node's time pass, and not the server's, until something holds that other threads bring about.</summary>
    public async Task PassTimeUntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            Host.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await CacheHost.TurnAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Connection.IsDisposed)
        {
            return;
        }

        await Store.DisposeAsync();
        await Host.DisposeAsync();
    }

    private static string NameOf(bool isAsync) => isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get);
}
