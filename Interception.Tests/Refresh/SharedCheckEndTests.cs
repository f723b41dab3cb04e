using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What checks leave in the shared store: the lease goes back, and nothing that is wrong stays.</summary>
[TestFixture]
internal sealed class SharedCheckEndTests
{
    [Test]
    public async Task Refresh_ByHandWithinTheInterval_RunsAndEndsItsLease([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, isAsync);

        Assert.That(await node.RefreshAsync(1, isAsync), Is.EqualTo(RefreshResult.Unchanged));
        await node.IdleAsync();

        Assert.That(node.Origin.Runs, Is.EqualTo(2));
        Assert.That(HeaderFields.TryRead(server.Shelf.Find(node.Entries.Single().Shared!.Name), out HeaderFields header), Is.True);
        Assert.That(header.LeaseUntilMilliseconds, Is.Zero);
        Assert.That(header.Proven, Is.EqualTo(node.Entries.Single().Version));
    }

    [Test]
    public async Task Check_StoreRefusesTheRightToRunAndItFails_HasNothingToGiveBack([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(new FakeServer(), isAsync);
        node.Connection.Before = command => command == "acquire" ? throw new FakeConnection.RefusedException() : null;
        node.Origin.Before = (_, _) => throw new InvalidOperationException("No.");
        node.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("No.");

        Assert.That(async () => await node.RefreshAsync(1, isAsync), Throws.InstanceOf<InvalidOperationException>());
        await node.IdleAsync();

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["acquire"]));
    }

    [Test]
    public async Task Check_InsideAnotherFindsWhatIsNotCached_InvalidatesForAll([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(new FakeServer(), isAsync);
        node.Origin.Text = null;
        RunFlow run = new RunFlow<NumberKey>(null, RunNumber.Next(), new MethodTable<NumberKey>(null!, new MemoryBound(10, 10_000)), 1);
        run.Begin();

        string? answer = await node.AskAsync(isAsync).Soon();
        run.End();
        await node.IdleAsync();

        Assert.That((answer, node.Entries.Length), Is.EqualTo(((string?)null, 0)));
        Assert.That(node.Connection.TakeCalls().Last(), Is.EqualTo("invalidate"));
    }

    [TestCase(200, 200)]
    [TestCase(10_000, 1_000)]
    public async Task Check_AnotherNodeRuns_EntryIsLeftAloneForASecondAtMost(int leaseMilliseconds, int pauseMilliseconds)
    {
        await using FakeNode node = await StartAsync(new FakeServer(), isAsync: true);
        node.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        node.Connection.Damage = reply => reply with { Outcome = AcquireOutcome.Busy, LeaseLeft = TimeSpan.FromMilliseconds(leaseMilliseconds) };

        await node.GetAsync(1);
        await node.IdleAsync();

        Entry entry = node.Entries.Single();
        Assert.That(node.Origin.Runs, Is.EqualTo(1));
        Assert.That(
            TimeSpan.FromTicks(entry.PausedUntil - node.Host.Runtime.Services.Clock.Now), Is.EqualTo(TimeSpan.FromMilliseconds(pauseMilliseconds)).Within(TimeSpan.FromMilliseconds(1)));
    }

    private static async Task<FakeNode> StartAsync(FakeServer server, bool isAsync)
    {
        FakeNode node = await FakeNode.StartAsync(server, 1, method => (method.Check, method.CacheNull) = (CheckMode.Interval, false));
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        node.Connection.TakeCalls();
        return node;
    }
}
