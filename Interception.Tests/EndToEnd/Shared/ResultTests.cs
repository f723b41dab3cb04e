using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>Results of all sorts through Redis: what comes back is what the method returned, or the method is asked.</summary>
[TestFixture]
internal sealed class ResultTests
{
    public interface IResults
    {
        Task<List<string>> ListAsync();

        Task<IReadOnlyList<int>> ViewAsync();

        ValueTask<Guid> IdAsync();

        decimal Price();

        Task<int?> MaybeAsync();

        Task<byte[]> BytesAsync(int length);
    }

    [Test]
    public async Task Call_AnotherNodeHasIt_IsWhatTheMethodReturned()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost first = await StartAsync(redis);
        await using CacheHost second = await StartAsync(redis);
        var mine = first.Get<IResults>();
        var other = second.Get<IResults>();
        _ = (await mine.ListAsync(), await mine.ViewAsync(), await mine.IdAsync(), mine.Price(), await mine.MaybeAsync(), await mine.BytesAsync(40_000));
        await first.IdleAsync();

        Assert.That(await other.ListAsync(), Is.EqualTo((string[])["a", "b"]));
        Assert.That(await other.ViewAsync(), Is.EqualTo((int[])[1, 2]));
        Assert.That(await other.IdAsync(), Is.EqualTo(Results.Id));
        Assert.That(other.Price(), Is.EqualTo(12.50m));
        Assert.That(await other.MaybeAsync(), Is.Null);
        Assert.That(await other.BytesAsync(40_000), Has.Length.EqualTo(40_000), "long ones are compressed");
        Assert.That(second.Get<Results>().Runs, Is.Zero);
    }

    [Test]
    public async Task Call_MutableResult_IsACopyForEachCaller()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost first = await StartAsync(redis);
        await using CacheHost second = await StartAsync(redis);
        await first.Get<IResults>().ListAsync();
        await first.IdleAsync();

        (await second.Get<IResults>().ListAsync()).Add("changed by its caller");

        Assert.That(await second.Get<IResults>().ListAsync(), Is.EqualTo((string[])["a", "b"]));
        Assert.That(second.Get<Results>().Runs, Is.Zero);
    }

    [Test, Property("Failure", "X29")]
    public async Task Call_ResultLongerThanMaxPayload_StaysInMemory()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost host = await StartAsync(redis);
        const int length = 2 << 20;
        for (int i = 0; i < 3; i++)
        {
            Assert.That(await host.Get<IResults>().BytesAsync(length), Has.Length.EqualTo(length));
            await host.IdleAsync();
        }

        Assert.That(host.Get<Results>().Runs, Is.EqualTo(1));
        Assert.That(host.EventNames().Count(name => name == "ResultNotShared"), Is.EqualTo(1));
        await using RedisProbe probe = await RedisProbe.ConnectAsync(redis);
        Assert.That(probe.Names().Sum(name => probe.Get(name).Length), Is.LessThanOrEqualTo(EntryHeader.LengthBytes), "at most a lease that was given back");
    }

    [Test]
    public async Task Call_NullThatIsNoAnswer_IsNowhere()
    {
        await using Nodes nodes = await Nodes.StartAsync(2, method => method.CacheNull = false);
        nodes[0].Origin.Text = null;
        Assert.That(await nodes[0].Source.GetAsync(1, default), Is.Null);
        Assert.That(nodes[0].Source.Get(1, default), Is.Null);
        await nodes[0].IdleAsync();

        Assert.That(await nodes[1].Source.GetAsync(1, default), Is.EqualTo("old-1"));
        Assert.That(nodes[1].Source.Get(1, default), Is.EqualTo("old-1"));
    }

    [Test]
    public async Task Peek_AnswerIsOnlyInRedis_IsFoundAndNotKept()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);
        Assert.That(await nodes[1].Cache.PeekAsync<ISource>(source => source.GetAsync(1, default)), Is.Null);
        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();

        CachedAnswer? peeked = await nodes[1].Cache.PeekAsync<ISource>(source => source.GetAsync(1, default));

        Assert.That(peeked!.Value, Is.EqualTo("old-1"));
        Assert.That(peeked.Age, Is.InRange(TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.That(nodes[1].Entries(), Is.Empty);
        Assert.That(nodes[1].Origin.Runs, Is.Zero);
        await nodes[0].Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
        Assert.That(await nodes[1].Cache.PeekAsync<ISource>(source => source.GetAsync(1, default)), Is.Null);
    }

    private static async Task<CacheHost> StartAsync(RedisServer redis)
    {
        var host = new CacheHost(services => services
            .AddSingleton<Results>()
            .AddScoped<IResults>(provider => provider.GetRequiredService<Results>())
            .AddInterception(all =>
            {
                all.Application = "tests";
                all.Redis = new RedisOptions { Configuration = redis.Endpoint, Timeout = TimeSpan.FromSeconds(5) };
                foreach (string name in typeof(IResults).GetMethods().Select(method => method.Name))
                {
                    all.Methods[$"{nameof(IResults)}.{name}"] = new MethodOptions { Check = CheckMode.Off };
                }
            })
            .DecorateWithCaching<IResults>());
        await Nodes.ContactAsync(host);
        return host;
    }

    internal sealed class Results : IResults
    {
        public static readonly Guid Id = new("7b8d4a52-1f5e-4a46-9d6f-0a35e6a1c001");

        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        public Task<List<string>> ListAsync() => Run<List<string>>(["a", "b"]);

        public Task<IReadOnlyList<int>> ViewAsync() => Run<IReadOnlyList<int>>(Array.AsReadOnly((int[])[1, 2]));

        public async ValueTask<Guid> IdAsync() => await Run(Id);

        public decimal Price()
        {
            Interlocked.Increment(ref _runs);
            return 12.50m;
        }

        public Task<int?> MaybeAsync() => Run<int?>(null);

        public Task<byte[]> BytesAsync(int length) => Run(new byte[length].Select((_, i) => (byte)i).ToArray());

        private Task<T> Run<T>(T result)
        {
            Interlocked.Increment(ref _runs);
            return Task.FromResult(result);
        }
    }
}
