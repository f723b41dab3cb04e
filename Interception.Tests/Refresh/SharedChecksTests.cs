using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.Refresh;

/// <summary>All nodes together check an answer as often as one would.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SharedChecksTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeServer _server = new();
    private readonly List<FakeNode> _nodes = [];

    [Test, Property("Failure", "B16")]
    public async Task Check_Unchanged_TakesTwoRoundTripsAndProvesTheAnswer([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        Pass(Interval);

        await CheckAsync(node, isAsync);

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["acquire", "touch"]));
        Assert.That(HeaderFields.TryRead(_server.Shelf.Find(node.Entries.Single().Shared!.Name), out HeaderFields header), Is.True);
        Assert.That(header.Proven, Is.EqualTo(node.Entries.Single().Version));
        Assert.That(header.ProvenAtMilliseconds, Is.EqualTo(_server.Shelf.NowMicroseconds / 1000));
        Assert.That(header.LeaseUntilMilliseconds, Is.Zero);
    }

    [Test]
    public async Task Check_Changed_TakesTwoRoundTripsAndReachesTheOthers([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        Pass(Interval);
        node.Origin.Text = "new";

        await CheckAsync(node, isAsync);

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["acquire", "commit"]));
        Assert.That(other.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
        Assert.That(other.Connection.TakeCalls(), Is.Empty);
    }

    [Test, Property("Failure", "X17")]
    public async Task Check_AnotherNodeHasJustDoneIt_TakesOneRoundTripAndRunsNothing([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        using MetricCollector<long> checks = other.Host.Collect<long>("interception.checks");
        Pass(Interval);
        await CheckAsync(node, isAsync);
        _server.Clock.Advance(TimeSpan.FromSeconds(10));
        other.Host.Clock.Advance(TimeSpan.FromSeconds(10));

        await CheckAsync(other, isAsync);

        Assert.That(other.Connection.TakeCalls(), Is.EqualTo((string[])["acquire"]));
        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(checks.LastMeasurement!.Tags["result"], Is.EqualTo("elsewhere"));
        Entry entry = other.Entries.Single();
        long now = other.Host.Runtime.Services.Clock.Exact;
        Assert.That(entry.ProvenAt, Is.EqualTo(now - TimeSpan.FromSeconds(10).Ticks), "it counts as if it had been its own");
        Assert.That(entry.NextCheckAt, Is.EqualTo(now + (Interval - TimeSpan.FromSeconds(10)).Ticks));
    }

    [Test]
    public async Task Check_AnotherNodeIsAtIt_RunsNothingAndComesBackSoon([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        using var run = new Valve();
        Pass(Interval);
        node.Origin.Before = (_, _) => run.HoldAsync();
        node.Origin.BeforeSync = (_, _) => run.Hold();
        await node.AskAsync(isAsync);
        await run.ArrivedAsync();

        await CheckAsync(other, isAsync);

        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(other.Connection.TakeCalls(), Is.EqualTo((string[])["acquire"]));
        long now = other.Host.Runtime.Services.Clock.Exact;
        Assert.That(other.Entries.Single().NextCheckAt, Is.EqualTo(now + TimeSpan.FromSeconds(1).Ticks));
        run.Open();
        await node.IdleAsync();
    }

    [Test, Property("Failure", "X20"), Property("Failure", "P7")]
    public async Task Check_StoreHasANewerAnswer_AdoptsIt([Values] bool isAsync, [Values] bool isDamaged)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        other.Connection.IsDeaf = true;
        Pass(Interval);
        node.Origin.Text = "new";
        await CheckAsync(node, isAsync);
        EntryName name = node.Entries.Single().Shared!.Name;
        if (isDamaged)
        {
            byte[] stored = _server.Shelf.Find(name)!;
            stored[^1] ^= 1;
            _server.Shelf.Put(name, stored);
        }

        other.Origin.Text = "new";
        await CheckAsync(other, isAsync);

        Assert.That(other.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
        Assert.That(other.Origin.Runs, Is.EqualTo(isDamaged ? 1 : 0));
        Assert.That(other.Connection.TakeCalls(), Is.EqualTo(isDamaged ? ["acquire", "acquire", "commit"] : (string[])["acquire"]));
        await using FakeNode third = await FakeNode.StartAsync(_server, 3, Settings);
        await third.AskAsync(isAsync);
        Assert.That(third.Origin.Runs, Is.Zero, "what stands there is good");
    }

    [Test]
    public async Task Check_MessageComesBeforeTheReply_RunsNothing([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        byte[] message = [];
        _server.Shelf.Published += published => message = published;
        other.Connection.IsDeaf = true;
        Pass(Interval);
        node.Origin.Text = "new";
        await CheckAsync(node, isAsync);
        other.Connection.After = command =>
        {
            if (command == "acquire")
            {
                other.Store.Receive(message);
            }
        };

        await CheckAsync(other, isAsync);

        Assert.That(other.Entries.Single().Answer.Value, Is.EqualTo("new-1"));
        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(other.Connection.TakeCalls(), Is.EqualTo((string[])["acquire"]));
    }

    [Test]
    public async Task Check_AnswerWasInvalidated_DropsIt([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        other.Connection.IsDeaf = true;
        await node.InvalidateAsync(1, isAsync);
        Pass(Interval);

        await CheckAsync(other, isAsync);

        Assert.That(other.Entries, Is.Empty);
        Assert.That(other.Origin.Runs, Is.Zero);
    }

    [Test, Property("Failure", "B9")]
    public async Task Check_Fails_LeavesTheMethodAloneOnAllNodes([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        Pass(Interval);
        node.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        node.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("The source is down.");
        await CheckAsync(node, isAsync);
        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["acquire", "backoff"]));

        await CheckAsync(other, isAsync);
        Assert.That(other.Origin.Runs, Is.Zero);
        Pass(TimeSpan.FromSeconds(1));
        await CheckAsync(other, isAsync);
        Assert.That(other.Origin.Runs, Is.EqualTo(1), "the pause is over");
    }

    [Test]
    public async Task Check_WhatItFindsIsNotCached_TakesWhatIsThereAway([Values] bool isOut)
    {
        (FakeNode node, FakeNode other) = await StartAsync(true, method => method.CacheNull = false);
        await using FakeNode one = node;
        await using FakeNode two = other;
        Pass(Interval);
        node.Origin.Text = null;
        node.Connection.Before = _ => isOut ? throw new FakeConnection.RefusedException() : null;

        await CheckAsync(node, true);
        node.Connection.Before = null;
        await node.PassTimeUntilAsync(() => node.Store.Pending.IsEmpty);

        Assert.That(node.Entries, Is.Empty);
        Assert.That(other.Entries, Is.Empty);
    }

    [Test]
    public async Task Refresh_ByHand_RunsWhateverOthersDid([Values] bool isAsync)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        await other.RefreshAsync(1, isAsync);
        Assert.That(other.Origin.Runs, Is.EqualTo(1));
        await using FakeNode third = await FakeNode.StartAsync(_server, 3, Settings);

        Assert.That(await third.RefreshAsync(1, isAsync), Is.EqualTo(RefreshResult.Added));

        Assert.That(third.Origin.Runs, Is.EqualTo(1), "though the store has a live answer");
    }

    [Test]
    public async Task NestedCall_InACheck_RunsWhateverOthersHadFoundBefore([Values] bool isAsync, [Values] bool isInMemory)
    {
        (FakeNode node, FakeNode other) = await StartAsync(isAsync);
        await using FakeNode one = node;
        await using FakeNode two = other;
        await using FakeNode third = await FakeNode.StartAsync(_server, 3, Settings);
        FakeNode asked = isInMemory ? other : third;
        asked.Method(nameof(ISource.GetAsync));
        asked.Origin.Text = "new";

        string? answer = await Task.Run(async () =>
        {
            var table = new MethodTable<NumberKey>(asked.Method(nameof(ISource.GetAsync)).Table.Schema, asked.Host.Runtime.Services.Bound);
            var check = new RunFlow<NumberKey>(null, RunNumber.Next(), table, 7);
            check.Begin();
            try
            {
                return isAsync ? await asked.GetAsync(1) : asked.Get(1);
            }
            finally
            {
                check.End();
            }
        }).Soon();

        Assert.That(answer, Is.EqualTo("new-1"));
        await asked.IdleAsync();
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("new-1"), "and the others have heard of it");
    }

    private static void Settings(MethodOptions method) => (method.Check, method.CheckInterval) = (CheckMode.Interval, Interval);

    private static async Task CheckAsync(FakeNode node, bool isAsync)
    {
        await node.AskAsync(isAsync).Soon();
        await node.IdleAsync();
    }

    /// <summary>Time passes everywhere.</summary>
    private void Pass(TimeSpan time)
    {
        _server.Clock.Advance(time);
        foreach (FakeNode node in _nodes)
        {
            node.Host.Clock.Advance(time);
        }
    }

    /// <summary>Two nodes that hold the same answer; the second has run nothing.</summary>
    private async Task<(FakeNode Node, FakeNode Other)> StartAsync(bool isAsync, Action<MethodOptions>? settings = null)
    {
        for (ulong origin = 1; origin <= 2; origin++)
        {
            FakeNode node = await FakeNode.StartAsync(_server, origin, method =>
            {
                Settings(method);
                settings?.Invoke(method);
            });
            _nodes.Add(node);
            await node.AskAsync(isAsync);
            await node.IdleAsync();
        }

        _nodes.ForEach(node => node.Connection.TakeCalls());
        return (_nodes[0], _nodes[1]);
    }
}
