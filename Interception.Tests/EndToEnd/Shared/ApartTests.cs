using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>Whose answers must not meet in one Redis, and who is invalidated together all the same.</summary>
[TestFixture]
internal sealed class ApartTests
{
    private static readonly string[] Differences = ["application", "prefix", "secret", "ignore", "compare"];

    [Test, Property("Failure", "K14"), Property("Failure", "K17"), Property("Failure", "P3")]
    public async Task Nodes_OfDifferentSettings_SeeNothingOfEachOther([ValueSource(nameof(Differences))] string difference)
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost first = await StartAsync(redis);
        await using CacheHost second = await StartAsync(redis, difference);
        second.Origin.Text = "new";
        await first.Source.ListAsync(1);
        await first.IdleAsync();
        await second.Source.ListAsync(1);
        await second.IdleAsync();

        Assert.That(second.Origin.Runs, Is.EqualTo(1));
        Assert.That(await first.Source.ListAsync(1), Is.EqualTo((string[])["old-1", "second"]));
        await using RedisProbe probe = await RedisProbe.ConnectAsync(redis);
        Assert.That(probe.Names(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Nodes_OnAnotherDatabase_HaveAnotherChannel()
    {
        await using Nodes nodes = await Nodes.StartAsync(1);
        await nodes.AddAsync(redis: options => options.Configuration += ",defaultDatabase=1");
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);

        Assert.That(probe.Channels(), Is.EquivalentTo((string[])["interception:tests:2:0:bus", "interception:tests:2:1:bus"]));
    }

    [Test]
    public async Task Nodes_WithAChannelPrefix_HearEachOther()
    {
        await using Nodes nodes = await Nodes.StartAsync(2, redis: options => options.Configuration += ",channelPrefix=shop:");
        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();
        await nodes[1].Source.GetAsync(1, default);

        await nodes[0].Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));

        await Nodes.UntilAsync(() => !nodes[1].Entries().Any());
    }

    [Test]
    public async Task Nodes_OnTheApplicationsConnectionWithAChannelPrefix_HearEachOther()
    {
        await using Nodes nodes = await Nodes.StartAsync(1);
        var settings = ConfigurationOptions.Parse(nodes.Redis.Endpoint);
        settings.ChannelPrefix = RedisChannel.Literal("shop:");
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(settings);
        await using CacheHost first = OnConnection(connection);
        await using CacheHost second = OnConnection(connection);
        await Nodes.ContactAsync(first);
        await Nodes.ContactAsync(second);
        await first.Source.GetAsync(1, default);
        await first.IdleAsync();
        await second.Source.GetAsync(1, default);

        await first.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));

        await Nodes.UntilAsync(() => !second.Entries().Any());
    }

    [Test]
    public async Task InvalidateMethod_TwoVersionsOfAnApplication_ReachesBoth()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost first = await StartAsync(redis);
        await using CacheHost second = await StartAsync(redis, "compare");
        await first.Source.ListAsync(1);
        await second.Source.ListAsync(1);
        await second.IdleAsync();

        await first.Cache.InvalidateMethodAsync<ISource>(nameof(ISource.ListAsync));

        await Nodes.UntilAsync(() => !second.Entries().Any());
        second.Origin.Text = "new";
        Assert.That(await second.Source.ListAsync(1), Is.EqualTo((string[])["new-1", "second"]));
    }

    [Test]
    public async Task InvalidateMethod_AnotherApplication_IsNotReached()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost first = await StartAsync(redis);
        await using CacheHost second = await StartAsync(redis, "application");
        await second.Source.ListAsync(1);
        await first.Cache.InvalidateMethodAsync<ISource>(nameof(ISource.ListAsync));

        await second.IdleAsync();

        Assert.That(second.Entries(), Is.Not.Empty);
        Assert.That(second.Runtime.Store!.Generations.All, Is.Empty);
    }

    [Test]
    public async Task InvalidateMethod_AnswersInMemoryAndInRedis_AreLeftBehind([Values] bool isByTag)
    {
        await using Nodes nodes = await Nodes.StartAsync(2, method => method.Tags = ["prices"]);
        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].Source.GetValueAsync(1, default);
        await nodes[0].IdleAsync();
        await nodes[1].Source.GetAsync(1, default);
        await nodes[1].Source.GetValueAsync(1, default);
        nodes[1].Origin.Text = nodes[0].Origin.Text = "new";

        if (isByTag)
        {
            await nodes[0].Cache.InvalidateTagAsync("prices");
        }
        else
        {
            await nodes[0].Cache.InvalidateMethodAsync<ISource>(nameof(ISource.GetAsync));
        }

        await Nodes.UntilAsync(() => nodes[1].Entries().Count() == (isByTag ? 0 : 1));
        Assert.That(await nodes[0].Source.GetAsync(1, default), Is.EqualTo("new-1"));
        Assert.That(await nodes[1].Source.GetAsync(1, default), Is.EqualTo("new-1"));
        Assert.That(nodes[1].Entries().Any(one => one.Answer.Value is "old-1"), Is.EqualTo(!isByTag));
        CacheHost third = await nodes.AddAsync();
        Assert.That(await third.Source.GetAsync(1, default), Is.EqualTo("new-1"), "whoever joins later knows of it");
    }

    [Test, Property("Failure", "K15")]
    public async Task VaryBy_Values_AreApart()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        var tenant = new AsyncLocal<string?>();
        await using CacheHost first = await StartTenantsAsync(redis, tenant);
        await using CacheHost second = await StartTenantsAsync(redis, tenant);
        tenant.Value = "red";
        first.Origin.Text = "of red";
        await first.Source.GetAsync(1, default);
        await first.IdleAsync();

        tenant.Value = "green";
        second.Origin.Text = "of green";
        Assert.That(await second.Source.GetAsync(1, default), Is.EqualTo("of green-1"));
        tenant.Value = "red";
        Assert.That(await second.Source.GetAsync(1, default), Is.EqualTo("of red-1"));
        Assert.That(second.Origin.Runs, Is.EqualTo(1));
    }

    private static async Task<CacheHost> StartTenantsAsync(RedisServer redis, AsyncLocal<string?> tenant)
    {
        var host = new CacheHost(services => services
            .AddScoped<ISource, Source>()
            .AddSingleton<IVaryBy>(new AsyncLocalVaryBy("tenant", tenant))
            .AddInterception(all =>
            {
                all.Application = "tests";
                all.Redis = new RedisOptions { Configuration = redis.Endpoint, Timeout = TimeSpan.FromSeconds(5) };
                all.Methods["ISource.GetAsync"] = new MethodOptions { Check = CheckMode.Off, VaryBy = ["tenant"] };
            })
            .DecorateWithCaching<ISource>());
        await Nodes.ContactAsync(host);
        return host;
    }

    private static async Task<CacheHost> StartAsync(RedisServer redis, string difference = "")
    {
        CacheHost host = CacheHost.OfSource(
            method =>
            {
                method.Check = CheckMode.Off;
                method.IgnoreParameters = difference == "ignore" ? ["id"] : null;
                method.CompareIgnore = difference == "compare" ? ["Time"] : null;
            },
            options =>
            {
                options.Application = difference == "application" ? "others" : "tests";
                options.Redis = new RedisOptions
                {
                    Configuration = redis.Endpoint,
                    Timeout = TimeSpan.FromSeconds(5),
                    KeyPrefix = difference == "prefix" ? "c" : "interception",
                    Secret = difference == "secret" ? "sixteen letters!" : null,
                };
            });
        await Nodes.ContactAsync(host);
        return host;
    }

    private static CacheHost OnConnection(IConnectionMultiplexer connection) => new(services => services
        .AddSingleton(connection)
        .AddScoped<ISource, Source>()
        .AddInterception(options =>
        {
            options.Application = "tests";
            options.Redis = new RedisOptions { Timeout = TimeSpan.FromSeconds(5) };
            options.Methods[$"{nameof(ISource)}.{nameof(ISource.GetAsync)}"] = new MethodOptions { Check = CheckMode.Off };
        })
        .DecorateWithCaching<ISource>());
}
