using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>What a call costs the real server, as it counts itself.</summary>
[TestFixture]
internal sealed class RoundTripTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    [Test, Property("Failure", "B21")]
    public async Task Call_ColdThenKnownToRedisThenInMemory_TakesThreeThenOneThenNone([Values] bool isAsync)
    {
        await using Nodes nodes = await StartAsync();
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        long before = probe.RoundTrips();
        await AskAsync(nodes[0], isAsync);
        await nodes[0].IdleAsync();
        long cold = probe.RoundTrips();
        await AskAsync(nodes[1], isAsync);
        await nodes[1].IdleAsync();
        long known = probe.RoundTrips();
        await AskAsync(nodes[0], isAsync);
        await AskAsync(nodes[1], isAsync);
        long warm = probe.RoundTrips();

        // A script that the server does not know yet is sent twice, by its hash and by its text: here two of them are new.
        Assert.That(cold - before, Is.InRange(3, 5));
        Assert.That(known - cold, Is.EqualTo(1));
        Assert.That(warm - known, Is.Zero);
    }

    [Test]
    public async Task Contact_ConnectionWasLost_ComparesEachEntryOnce()
    {
        await using Nodes nodes = await StartAsync();
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        for (int id = 0; id < 5; id++)
        {
            await nodes[0].Source.GetAsync(id, default);
        }

        await nodes[0].IdleAsync();
        int epoch = nodes[0].Runtime.Store!.Epoch;
        long before = probe.RoundTrips();

        nodes[0].Runtime.Store!.Lose("test: reconnected");
        await Nodes.PassTimeUntilAsync(nodes[0], () => nodes[0].Entries().All(one => one.Shared!.Epoch > epoch));

        Assert.That(probe.RoundTrips() - before, Is.EqualTo(5));
    }

    private static Task<Nodes> StartAsync() =>
        Nodes.StartAsync(2, method => (method.Check, method.CheckInterval) = (CheckMode.Interval, Interval));

    private static async Task AskAsync(CacheHost host, bool isAsync) =>
        Assert.That(isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default), Is.EqualTo("old-1"));
}
