using Interception.Freshness;
using Interception.Lookup;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>What a run after a miss leaves in the shared store, and what it takes from there.</summary>
[TestFixture]
internal sealed class SharedRunTests
{
    [Test]
    public async Task Find_CallerIsInsideARun_TakesAnotherNodesAnswerUnlessThatIsACheck([Values] bool isAsync, [Values] bool isCheck)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        second.Origin.Text = "new";
        RunFlow run = NewRun(isCheck ? RunNumber.Next() : 0);
        run.Begin();

        string? answer = await second.AskAsync(isAsync).Soon();
        run.End();

        string expected = isCheck ? "new-1" : "old-1";
        Assert.That((answer, second.Origin.Runs), Is.EqualTo((expected, isCheck ? 1 : 0)));
        Assert.That(second.Entries.Single().Answer.Value, Is.EqualTo(expected));
    }

    [Test]
    public async Task ReadThrough_CallerIsInsideACheck_AsksTheStoreFirst([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer(), 1, method => method.Check = CheckMode.Interval);
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        node.Connection.TakeCalls();
        node.Origin.Text = "new";
        RunFlow run = NewRun(RunNumber.Next());
        run.Begin();

        string? answer = await node.AskAsync(isAsync).Soon();
        run.End();
        await node.IdleAsync();

        Assert.That((answer, node.Entries.Single().Answer.Value), Is.EqualTo(("new-1", "new-1")));
        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])[isAsync ? "acquire" : "acquire blocking", "commit"]), "a synchronous caller waits on its own thread");
    }

    [Test]
    public async Task Find_EvidenceStandsInTheStore_ComesWithTheRightToRun([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1, method => method.Expiry = TimeSpan.FromHours(3));
        await using FakeNode second = await FakeNode.StartAsync(server, 2, method => method.Expiry = TimeSpan.FromHours(1));
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        Pass(TimeSpan.FromMinutes(1));
        await first.AskAsync(isAsync); // Is checked, and found unchanged.
        await first.IdleAsync();
        Evidence told = first.Entries.Single().Evidence;
        Pass(TimeSpan.FromHours(2));

        await second.AskAsync(isAsync);

        Assert.That(told, Is.Not.SameAs(Evidence.None));
        Assert.That(second.Origin.Runs, Is.EqualTo(1));
        Assert.That(second.Entries.Single().Evidence.ChangeRate(1), Is.EqualTo(told.ChangeRate(1)).Within(0.001).Percent);

        void Pass(TimeSpan time)
        {
            server.Clock.Advance(time);
            first.Host.Clock.Advance(time);
            second.Host.Clock.Advance(time);
        }
    }

    [Test]
    public async Task Find_RunIsFencedMeanwhile_GivesTheLeaseBackAndStoresNothing([Values] bool isAsync)
    {
        using var run = new Valve();
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        node.Origin.After = _ => run.HoldAsync();
        node.Origin.BeforeSync = (_, _) => run.Hold();
        Task<string?> call = node.AskAsync(isAsync);
        await run.ArrivedAsync();

        node.Method(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get)).Table.Clear();
        run.Open();

        Assert.That(await call.Soon(), Is.EqualTo("old-1"));
        await node.IdleAsync();
        Assert.That(node.Entries, Is.Empty);
        string[] expected = isAsync ? ["read", "acquire", "backoff"] : ["read blocking", "acquire blocking", "backoff"];
        Assert.That(node.Connection.TakeCalls(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Find_ResultCannotBeCopied_GivesTheLeaseBack()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        node.Origin.Text = "\uD800"; // Half a character: what comes back is another.

        Assert.That(node.Method(nameof(ISource.ListAsync)).TryAnswer([1], Caller.None, out object? answer), Is.True);
        Assert.That(await ((Task<List<string>>)answer!).Soon(), Is.EqualTo((string[])["\uD800-1", "second"]));
        await node.IdleAsync();

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["read", "acquire", "backoff"]));
    }

    [Test]
    public async Task Find_StoreRefusesTheRightToRun_RunsAloneAndHasNothingToGiveBack([Values] bool isAsync, [Values] bool fails)
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        node.Connection.Before = command => command == "acquire" ? throw new FakeConnection.RefusedException() : null;
        if (fails)
        {
            node.Origin.Before = (_, _) => throw new InvalidOperationException("No.");
            node.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("No.");
            Assert.That(async () => await node.AskAsync(isAsync).Soon(), Throws.InstanceOf<InvalidOperationException>());
        }
        else
        {
            Assert.That(await node.AskAsync(isAsync).Soon(), Is.EqualTo("old-1"));
            Assert.That(node.Entries.Single().Version, Is.Positive);
        }

        await node.IdleAsync();
        Assert.That(node.Connection.TakeCalls(), Has.None.EqualTo("backoff"));
    }

    [Test]
    public async Task Find_StoreGrantsNothingToAnybody_RunsAllTheSame([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer(), store: FakeNode.Settings with { LeaseWait = TimeSpan.Zero });
        node.Connection.Damage = reply => reply with { Outcome = AcquireOutcome.Busy };

        Assert.That(await Task.Run(() => node.AskAsync(isAsync)).Soon(), Is.EqualTo("old-1"));
        Assert.That(node.Entries.Single().Version, Is.Positive);
    }

    [Test]
    public async Task Find_StoredAnswerIsAheadOfThisNodesClock_IsTakenOnTheStoresWordAlone([Values] bool isAsync)
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        first.Host.Clock.Advance(TimeSpan.FromSeconds(5));
        await first.AskAsync(isAsync);
        await first.IdleAsync();

        Assert.That(await second.AskAsync(isAsync).Soon(), Is.EqualTo("old-1"));

        Assert.That(second.Connection.TakeCalls(), Is.EqualTo((string[])[isAsync ? "read" : "read blocking", isAsync ? "acquire" : "acquire blocking"]));
        Assert.That(second.Origin.Runs, Is.Zero);
    }

    [Test]
    public async Task DropIfOvertaken_OnlyWhatIsLaterCounts()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        await node.GetAsync(1);
        await node.IdleAsync();
        SharedPlace place = node.Entries.Single().Shared!;
        var entry = new StubEntry();
        using SharedMiss miss = SharedMiss.Begin(place.Method, place.Name, entry);

        miss.Hear(entry.Version, isInvalidation: false);
        miss.DropIfOvertaken(entry);

        Assert.That(entry.Removals, Is.Zero, "that is what it says itself");
    }

    [Test]
    public async Task DropIfOvertaken_NobodyCanTellWhatIsNewer_IsDroppedForALaterInvalidationOnly([Values] bool isLater)
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        node.Origin.After = _ =>
        {
            node.Host.Clock.Advance(TimeSpan.FromSeconds(1)); // Whatever begins meanwhile may have seen less.
            return Task.CompletedTask;
        };
        await node.GetAsync(1);
        await node.IdleAsync();
        Entry entry = node.Entries.Single();
        using SharedMiss miss = SharedMiss.Begin(entry.Shared!.Method, entry.Shared.Name, new StubEntry());

        miss.Hear(isLater ? entry.Version + 1 : entry.Version, isInvalidation: true);
        miss.Hear(entry.Version + 1, isInvalidation: false);
        miss.DropIfOvertaken(entry);

        Assert.That(entry.IsStored, Is.EqualTo(!isLater));
        Assert.That(entry.Shared.DisputedVersion, Is.EqualTo(isLater ? 0 : entry.Version + 1));
    }

    private static RunFlow<NumberKey> NewRun(long checkNumber) =>
        new(null, checkNumber, new MethodTable<NumberKey>(null!, new MemoryBound(10, 10_000)), 1);
}
