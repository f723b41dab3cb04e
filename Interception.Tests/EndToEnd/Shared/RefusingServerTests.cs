using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>A real server that answers, and refuses: writes, scripts, or this application.</summary>
[TestFixture]
internal sealed class RefusingServerTests
{
    [Test, Property("Failure", "X11")]
    public async Task Calls_ServerIsFull_ReadOnAndKeepInMemoryWhatCanNotBeWritten([Values] bool isAsync)
    {
        await using Nodes nodes = await Nodes.StartAsync(2, Unchecked);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        using MetricCollector<long> errors = nodes[1].Collect<long>("interception.store.errors");
        await AskAsync(nodes[0], isAsync, 1);
        await nodes[0].IdleAsync();
        await probe.Database.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");

        Assert.That(await AskAsync(nodes[1], isAsync, 1), Is.EqualTo("old-1"));
        Assert.That(nodes[1].Origin.Runs, Is.Zero, "what stands there is still read");
        await AskTwiceAsync(nodes[1], isAsync, 2);

        Assert.That(nodes[1].Origin.Runs, Is.EqualTo(1));
        Assert.That(nodes[1].Runtime.Store!.Outage, Is.Null, "reading works");
        Assert.That(errors.GetMeasurementSnapshot().Select(one => one.Tags["reason"]), Is.Not.Empty.And.All.EqualTo("refused"));
        await probe.Database.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await AssertSharedAsync(nodes, isAsync, 3);
    }

    [Test, Property("Failure", "X7")]
    public async Task Calls_ServerTakesReadsOnly_GoOnUntilItIsPromotedAgain([Values] bool isAsync)
    {
        await using Nodes nodes = await Nodes.StartAsync(2, Unchecked);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        await AskAsync(nodes[0], isAsync, 1);
        await nodes[0].IdleAsync();
        await probe.Database.ExecuteAsync("REPLICAOF", "127.0.0.1", "1"); // Nobody is there, so it keeps what it has.

        Assert.That(await AskAsync(nodes[1], isAsync, 1), Is.EqualTo("old-1"));
        for (int id = 2; id < 12; id++)
        {
            await AskTwiceAsync(nodes[1], isAsync, id);
        }

        Assert.That(nodes[1].Origin.Runs, Is.InRange(10, 11), "once each; what stands there may be read, too");
        await probe.Database.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await Nodes.ContactAsync(nodes[0]);
        await Nodes.ContactAsync(nodes[1]);
        await AssertSharedAsync(nodes, isAsync, 20);
    }

    [Test, Property("Failure", "X27")]
    public async Task Start_ScriptsAreNotPermitted_SharesByTransactionsAndSaysSoOnce([Values] bool isAsync)
    {
        await using Nodes nodes = await Nodes.StartAsync(0);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        await probe.Database.ExecuteAsync("ACL", "SETUSER", "limited", "on", ">secret", "~*", "&*", "+@all", "-@scripting");
        for (int i = 0; i < 2; i++)
        {
            await nodes.AddAsync(Unchecked, redis => redis.Configuration += ",user=limited,password=secret");
        }

        await AssertSharedAsync(nodes, isAsync, 1);
        nodes[1].Origin.Text = "new";
        await nodes[0].Cache.InvalidateAsync<ISource>(isAsync ? source => source.GetAsync(1, default) : source => source.Get(1, default));
        await Nodes.UntilAsync(() => !nodes[1].Entries().Any());

        Assert.That(await AskAsync(nodes[1], isAsync, 1), Is.EqualTo("new-1"));
        Assert.That(nodes[0].EventNames().Count(name => name == "StoreWithoutScripts"), Is.EqualTo(1));
    }

    [Test, Property("Failure", "X30")]
    public async Task Calls_PasswordIsChanged_GoOnInMemoryAndAreNotDrownedInLogLines([Values] bool isAsync)
    {
        await using Nodes nodes = await Nodes.StartAsync(2, Unchecked);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        CacheHost node = nodes[0];
        await AskAsync(node, isAsync, 1);
        await probe.Database.ExecuteAsync("CONFIG", "SET", "requirepass", "another");
        DateTimeOffset start = node.Clock.GetUtcNow();
        int before = node.EventNames().Length;
        await probe.Database.ExecuteAsync("CLIENT", "KILL", "SKIPME", "yes");
        await Nodes.UntilAsync(() => !node.Runtime.Store!.IsUsable);

        Assert.That(await AskAsync(node, isAsync, 1), Is.EqualTo("old-1"));
        await AskTwiceAsync(node, isAsync, 2);
        Assert.That(node.Origin.Runs, Is.EqualTo(2));
        await Nodes.PassTimeUntilAsync(node, () => node.Clock.GetUtcNow() - start > TimeSpan.FromSeconds(3));
        Assert.That(node.EventNames().Length - before, Is.InRange(1, 5));
        Assert.That(node.Runtime.Store!.IsUsable, Is.False);

        await probe.Database.ExecuteAsync("CONFIG", "SET", "requirepass", "");
        await Nodes.ContactAsync(node);
        await Nodes.ContactAsync(nodes[1]);
        await AssertSharedAsync(nodes, isAsync, 3);
    }

    private static void Unchecked(MethodOptions method) => (method.Check, method.Expiry) = (CheckMode.Off, TimeSpan.FromHours(24));

    private static async Task<string?> AskAsync(CacheHost host, bool isAsync, int id) =>
        isAsync ? await host.Source.GetAsync(id, default) : host.Source.Get(id, default);

    private static async Task AskTwiceAsync(CacheHost host, bool isAsync, int id)
    {
        Assert.That(await AskAsync(host, isAsync, id), Is.EqualTo($"old-{id}"));
        await host.IdleAsync();
        Assert.That(await AskAsync(host, isAsync, id), Is.EqualTo($"old-{id}"));
    }

    /// <summary>What the first node finds, the second need not run for.</summary>
    private static async Task AssertSharedAsync(Nodes nodes, bool isAsync, int id)
    {
        await AskAsync(nodes[0], isAsync, id);
        await nodes[0].IdleAsync();
        int runs = nodes[1].Origin.Runs;

        Assert.That(await AskAsync(nodes[1], isAsync, id), Is.EqualTo($"old-{id}"));
        Assert.That(nodes[1].Origin.Runs, Is.EqualTo(runs), "shared");
    }
}
