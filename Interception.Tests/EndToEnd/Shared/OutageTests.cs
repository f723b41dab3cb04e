using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>A real server that dies, freezes, comes back empty, or is not there to begin with.</summary>
[TestFixture]
internal sealed class OutageTests
{
    [Test, Property("Failure", "X2")]
    public async Task Calls_ServerDiesAndComesBackEmpty_GoOnAndShareAgain([Values] bool isAsync)
    {
        await using Nodes nodes = await Nodes.StartAsync(2, Patient);
        await AskAsync(nodes[0], isAsync, 1);
        await nodes[0].IdleAsync();
        nodes.Redis.Stop();
        await Nodes.UntilAsync(() => !nodes[0].Runtime.Store!.IsUsable && !nodes[1].Runtime.Store!.IsUsable);

        Assert.That(await AskAsync(nodes[0], isAsync, 1), Is.EqualTo("old-1"));
        Assert.That(await AskAsync(nodes[0], isAsync, 2), Is.EqualTo("old-2"));
        Assert.That(nodes[0].Origin.Runs, Is.EqualTo(2), "what is in memory serves on");
        Assert.That(nodes[0].Runtime.Store!.Outage, Is.Not.Null);

        await nodes.Redis.StartAsync();
        await Nodes.ContactAsync(nodes[0]);
        await Nodes.ContactAsync(nodes[1]);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        await Nodes.PassTimeUntilAsync(nodes[0], () => probe.Names().Length == 2);

        Assert.That(await AskAsync(nodes[1], isAsync, 1), Is.EqualTo("old-1"));
        Assert.That(await AskAsync(nodes[1], isAsync, 2), Is.EqualTo("old-2"));
        Assert.That(nodes[1].Origin.Runs, Is.Zero, "what memory held has been offered again");
    }

    [Test]
    public async Task Invalidate_ServerIsOut_IsMadeUpForBeforeTheOldAnswerCanBeRead([Values("call", "method")] string what)
    {
        await using Nodes nodes = await Nodes.StartAsync(2, Patient);
        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();
        await nodes[1].Source.GetAsync(1, default);
        nodes[0].Runtime.Store!.Lose("test: gone"); // Its way there, not the server.
        nodes[0].Origin.Text = nodes[1].Origin.Text = "new";

        await (what == "call"
            ? nodes[0].Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default))
            : nodes[0].Cache.InvalidateMethodAsync<ISource>(nameof(ISource.GetAsync)));
        await Nodes.ContactAsync(nodes[0]);

        Assert.That(await nodes[0].Source.GetAsync(1, default), Is.EqualTo("new-1"));
        await Nodes.UntilAsync(() => !nodes[1].Entries().Any(one => one.Answer.Value is "old-1"));
        Assert.That(await nodes[1].Source.GetAsync(1, default), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Generations_ServerLosesThem_AreGivenBack()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);
        await nodes[0].Cache.InvalidateMethodAsync<ISource>(nameof(ISource.GetAsync));
        KeyValuePair<string, long> known = nodes[0].Runtime.Store!.Generations.All.Single();
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        await probe.FlushAsync();

        nodes[0].Runtime.Store!.Lose("test: reconnected");
        await Nodes.ContactAsync(nodes[0]);

        string hash = probe.AllNames().Single();
        Assert.That(hash, Is.EqualTo("interception:tests:2:generations"));
        Assert.That((long)await probe.Database.HashGetAsync(hash, known.Key), Is.EqualTo(known.Value), "no new one, or all memory would be dropped");
    }

    [Test, Property("Failure", "X1")]
    public async Task Start_ServerIsNotThere_JoinsLater()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        redis.Stop();
        await using CacheHost host = CacheHost.OfSource(Patient, options =>
        {
            options.Application = "tests";
            options.Redis = new RedisOptions { Configuration = redis.Endpoint };
        });
        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("old-1"));
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(host.Runtime.Store!.IsUsable, Is.False);

        await redis.StartAsync();
        await Nodes.ContactAsync(host);

        await using RedisProbe probe = await RedisProbe.ConnectAsync(redis);
        await Nodes.PassTimeUntilAsync(host, () => probe.Names().Length == 2);
    }

    [Test]
    public async Task Dispose_ServerIsFrozen_Ends()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost host = CacheHost.OfSource(Patient, options =>
        {
            options.Application = "tests";
            options.Redis = new RedisOptions { Configuration = redis.Endpoint };
        });
        await Nodes.ContactAsync(host);
        redis.Freeze();
        try
        {
            Task<string?> call = host.Source.GetAsync(1, default);
            await host.PassTimeUntilAsync(call, TimeSpan.FromMilliseconds(10));
            Assert.That(await call, Is.EqualTo("old-1"));
            await host.DisposeAsync().AsTask().Soon();
        }
        finally
        {
            redis.Thaw();
        }
    }

    [Test]
    public async Task Metrics_ServerFrozen_CountWhy()
    {
        await using Nodes nodes = await Nodes.StartAsync(1, Patient, redis: redis => redis.Timeout = TimeSpan.FromMilliseconds(100));
        using MetricCollector<long> errors = nodes[0].Collect<long>("interception.store.errors");
        nodes.Redis.Freeze();
        try
        {
            Task<string?> call = nodes[0].Source.GetAsync(1, default);
            await nodes[0].PassTimeUntilAsync(call, TimeSpan.FromMilliseconds(10));
            Assert.That(await call, Is.EqualTo("old-1"));
        }
        finally
        {
            nodes.Redis.Thaw();
        }

        Assert.That(errors.GetMeasurementSnapshot()[0].Tags["reason"], Is.EqualTo("timeout").Or.EqualTo("unreachable"));
    }

    /// <summary>Nothing expires and no run takes too long, however much time passes until a server is back.</summary>
    private static void Patient(MethodOptions method) =>
        (method.Check, method.RunTimeout, method.Expiry) = (CheckMode.Off, TimeSpan.FromMinutes(10), TimeSpan.FromHours(24));

    private static async Task<string?> AskAsync(CacheHost host, bool isAsync, int id) =>
        isAsync ? await host.Source.GetAsync(id, default) : host.Source.Get(id, default);
}
