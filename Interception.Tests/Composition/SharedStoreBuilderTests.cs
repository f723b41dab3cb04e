using Interception.Composition;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using StackExchange.Redis;

namespace Interception.Tests.Composition;

/// <summary>What settings of Redis make of themselves at start-up.</summary>
[TestFixture]
internal sealed class SharedStoreBuilderTests
{
    private const string Password = "correct-horse-battery";

    [Test]
    public void Build_NothingIsRegistered_SaysWhatToWrite() => Assert.That(
        ProblemsOf(new RedisOptions()),
        Is.EqualTo((string[])["'Interception:Redis' has no Configuration, and no IConnectionMultiplexer is registered; write \"Configuration\": \"localhost:6379\", or register one."]));

    [Test]
    public void Build_ServiceKeyIsUnknown_QuotesIt() => Assert.That(
        ProblemsOf(new RedisOptions { ServiceKey = "main" }, services => services.AddSingleton(Mock.Of<IConnectionMultiplexer>())),
        Is.EqualTo((string[])["'Interception:Redis:ServiceKey' is 'main', and no IConnectionMultiplexer is registered under that key; register one, or correct the key."]));

    [Test]
    public void Build_ConfigurationCannotBeRead_SaysSoWithoutQuotingIt(
        [Values($"localhost:6379,password={Password},connectTimeout=soon", $"localhost:6379,nosuch={Password}")] string configuration)
    {
        string problem = ProblemsOf(new RedisOptions { Configuration = configuration }).Single();

        Assert.That(problem, Is.EqualTo("'Interception:Redis:Configuration' is no StackExchange.Redis configuration: it can't be read; write one like \"localhost:6379\"."));
        Assert.That(problem, Does.Not.Contain(Password));
    }

    [Test]
    public void Build_ConfigurationNamesNoServer_SaysSo()
    {
        string problem = ProblemsOf(new RedisOptions { Configuration = $"password={Password}" }).Single();

        Assert.That(problem, Is.EqualTo("'Interception:Redis:Configuration' is no StackExchange.Redis configuration: it names no server; write one like \"localhost:6379\"."));
    }

    [Test]
    public async Task Build_ProblemWithRedis_CachesInMemory()
    {
        await using ServiceProvider provider = Build(new RedisOptions());
        Assert.That(provider.GetRequiredService<CacheRuntime>().Store, Is.Null);
        var source = provider.GetRequiredService<ISource>();

        Assert.That(source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(provider.GetRequiredService<Origin>().Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Build_ApplicationsOwnConnection_IsUsedWithoutBlockingAndNotClosed([Values] bool isKeyed)
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.Endpoint);
        var host = new CacheHost(services =>
        {
            _ = isKeyed ? services.AddKeyedSingleton<IConnectionMultiplexer>("main", connection) : services.AddSingleton<IConnectionMultiplexer>(connection);
            Register(services, new RedisOptions { ServiceKey = isKeyed ? "main" : null, Timeout = TimeSpan.FromSeconds(5) });
        });
        await Nodes.ContactAsync(host);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(redis);
        long before = probe.RoundTrips();

        Assert.That(host.Runtime.Store!.CanBlock, Is.False);
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(probe.RoundTrips() - before, Is.LessThanOrEqualTo(2), "nothing but the commit behind the caller");
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();
        Assert.That(probe.Names(), Has.Length.EqualTo(2));
        await host.DisposeAsync();
        Assert.That(connection.IsConnected, Is.True);
        Assert.That(await connection.GetDatabase().PingAsync(), Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task Build_OwnConnection_MayBlock()
    {
        await using Nodes nodes = await Nodes.StartAsync(1);

        Assert.That(nodes[0].Runtime.Store!.CanBlock, Is.True);
    }

    [Test]
    public async Task Build_NoRedis_IsNoStore()
    {
        await using CacheHost host = CacheHost.OfSource();

        Assert.That(host.Runtime.Store, Is.Null);
    }

    private static string[] ProblemsOf(RedisOptions redis, Action<IServiceCollection>? register = null)
    {
        using ServiceProvider provider = Build(redis, register);
        return [.. provider.GetRequiredService<CacheRuntime>().Problems];
    }

    private static ServiceProvider Build(RedisOptions redis, Action<IServiceCollection>? register = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Origin());
        register?.Invoke(services);
        Register(services, redis);
        return services.BuildServiceProvider();
    }

    private static void Register(IServiceCollection services, RedisOptions redis) => services
        .AddScoped<ISource, Source>()
        .AddInterception(all =>
        {
            all.Application = "tests";
            all.Redis = redis;
            all.Methods["ISource.Get"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["ISource.GetAsync"] = new MethodOptions { Check = CheckMode.Off };
        })
        .DecorateWithCaching<ISource>();
}
