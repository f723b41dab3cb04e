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
    public async Task Refresh_ByHandFails_GivesItsLeaseBack([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(new FakeServer(), isAsync);
        node.Origin.Before = (_, _) => throw new InvalidOperationException("No.");
        node.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("No.");

        Assert.That(async () => await node.RefreshAsync(1, isAsync), Throws.InstanceOf<InvalidOperationException>());
        await node.IdleAsync();

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["acquire", "backoff"]));
    }

    [Test]
    public async Task Check_ApplicationStops_LeavesTheLeaseToTheNextAtOnce()
    {
        using var run = new Valve();
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, isAsync: true);
        node.Origin.Before = (_, _) => run.HoldAsync();
        node.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.GetAsync(1);
        await run.ArrivedAsync();

        node.Host.Queue.Dispose();
        await node.IdleAsync();

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["acquire", "backoff"]));
        Assert.That(HeaderFields.TryRead(server.Shelf.Find(node.Entries.Single().Shared!.Name), out HeaderFields header), Is.True);
        Assert.That(header.LeaseUntilMilliseconds, Is.LessThanOrEqualTo(server.Shelf.NowMicroseconds / 1000));
    }

    [Test]
    public async Task Check_NewAnswerIsTooLongForTheStore_TheOldOneGoesFromThere([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, isAsync, store: FakeNode.Settings with { MaxPayloadBytes = 100 });
        await using FakeNode other = await FakeNode.StartAsync(server, 2);
        node.Origin.Text = new string('x', 1000);

        await node.RefreshAsync(1, isAsync);
        await node.IdleAsync();

        other.Origin.Text = "new";
        Assert.That(await other.AskAsync(isAsync).Soon(), Is.EqualTo("new-1"), "or it would go on reading what is known to be wrong");
    }

    [Test]
    public async Task Check_AnotherNodeHasANewerAnswer_IsCountedAsAdopted()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, isAsync: true);
        await using FakeNode other = await StartAsync(server, isAsync: true, origin: 2);
        using var checks = other.Host.Collect<long>("interception.checks");
        other.Connection.IsDeaf = true;
        node.Origin.Text = "new";
        await node.RefreshAsync();
        await node.IdleAsync();
        other.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await other.GetAsync(1);
        await other.IdleAsync();

        Assert.That((other.Entries.Single().Answer.Value, other.Origin.Runs), Is.EqualTo(("new-1", 0)));
        Assert.That(checks.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["adopted"]));
    }

    [Test]
    public async Task Check_AnswerIsNewerThanWhatTheStoreHas_IsNotToldOfThat()
    {
        var server = new FakeServer();
        await using FakeNode first = await StartAsync(server, isAsync: true);
        await using FakeNode node = await StartAsync(server, isAsync: true, origin: 2);
        node.Origin.Text = "new";
        node.Connection.Before = command => command == "commit" ? throw new FakeConnection.RefusedException() : null;
        Assert.That(await node.RefreshAsync(), Is.EqualTo(RefreshResult.Changed));
        await node.IdleAsync();
        Assert.That(node.Entries.Single().Shared!.ContentVersion, Is.Zero);
        node.Connection.TakeCalls();
        node.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        await node.GetAsync(1);
        await node.IdleAsync();

        Assert.That(node.Connection.TakeCalls().Count(command => command == "acquire"), Is.EqualTo(1), "once, or it has been handed the older answer");
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
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

    private static async Task<FakeNode> StartAsync(FakeServer server, bool isAsync, ulong origin = 1, StoreSettings? store = null)
    {
        FakeNode node = await FakeNode.StartAsync(server, origin, method => (method.Check, method.CacheNull) = (CheckMode.Interval, false), store);
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        node.Connection.TakeCalls();
        return node;
    }
}
