using Interception.Freshness;
using Interception.Refresh;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>Nodes learn from one another's checks.</summary>
[TestFixture]
internal sealed class SharedEvidenceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Learn_AnotherNodeFoundAChange_ComesWithItsMessage()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        await using FakeNode other = await StartAsync(server, 2);
        Pass(server, Minute, node, other);
        node.Origin.Text = "new";

        await CheckAsync(node);

        Entry found = other.Entries.Single();
        Assert.That(found.Answer.Value, Is.EqualTo("new-1"));
        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(found.Evidence.ChangeRate(1d / 300), Is.GreaterThan(1d / 300), "it has changed");
        Assert.That(node.Entries.Single().Evidence.ChangeRate(1d / 300), Is.EqualTo(found.Evidence.ChangeRate(1d / 300)).Within(1e-6));
    }

    [Test]
    public async Task Learn_ManyChangesWereMissed_TheMessageBringsWhatAllOfThemHaveTold()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        await using FakeNode other = await StartAsync(server, 2);
        for (int minute = 0; minute < 10; minute++)
        {
            other.Connection.IsDeaf = minute < 9;
            Pass(server, Minute, node, other);
            node.Origin.Text = $"text {minute}";
            await CheckAsync(node);
        }

        Assert.That(other.Entries.Single().Answer.Value, Is.EqualTo("text 9-1"));
        Assert.That(
            other.Entries.Single().Evidence.ChangeRate(1d / 300), Is.EqualTo(node.Entries.Single().Evidence.ChangeRate(1d / 300)).Within(0.001).Percent);
    }

    [Test]
    public async Task Learn_AnotherNodeFoundNothingNew_ComesWithTheStoresReply()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        await using FakeNode other = await StartAsync(server, 2);
        Pass(server, Minute, node, other);
        await CheckAsync(node);
        Assert.That(other.Entries.Single().Evidence, Is.EqualTo(Evidence.None));
        double before = RateOfOthers();

        await CheckAsync(other);

        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(RateOfOthers(), Is.LessThan(before), "nor are others expected to as often");
        Assert.That(other.Entries.Single().Evidence.ChangeRate(1d / 300), Is.LessThan(1d / 300), "it has not changed");
        Assert.That(other.Entries.Single().Version, Is.EqualTo(node.Entries.Single().Version), "by that node's run");

        double RateOfOthers() => other.Method(nameof(ISource.GetAsync)).Lane.Freshness.ChangeRateOf(new StubEntry());
    }

    [Test, Property("Failure", "B25")]
    public async Task Start_AnswersStandInTheStore_BeginsWithWhatIsKnownOfThem()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        for (int minute = 0; minute < 20; minute++)
        {
            Pass(server, Minute, node);
            node.Origin.Text = $"text {minute / 2}"; // Every other check finds a change.
            await CheckAsync(node);
        }

        await using FakeNode later = await StartAsync(server, 2);

        Assert.That(later.Origin.Runs, Is.Zero);
        (Entry known, Entry read) = (node.Entries.Single(), later.Entries.Single());
        Assert.That(read.Evidence.ChangeRate(1d / 300), Is.EqualTo(known.Evidence.ChangeRate(1d / 300)).Within(0.001).Percent);
        Assert.That(read.Evidence.ChangeRate(1d / 300), Is.GreaterThan(2d / 300));
        MethodFreshness freshness = later.Method(nameof(ISource.GetAsync)).Lane.Freshness;
        Assert.That(freshness.ChangeRateOf(new StubEntry()), Is.EqualTo(0.5 / 60).Within(50).Percent, "and so do answers that nothing is known of");
    }

    [Test]
    public async Task Run_AnswerStandsInTheStore_KeepsWhatIsKnownOfIt()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        for (int minute = 0; minute < 20; minute++)
        {
            Pass(server, Minute, node);
            node.Origin.Text = $"text {minute}";
            await CheckAsync(node);
        }

        await using FakeNode later = await StartAsync(server, 2);
        later.Entries.Single().Remove();
        await later.RefreshAsync();

        Assert.That(later.Origin.Runs, Is.EqualTo(1));
        Assert.That(later.Entries.Single().Evidence.ChangeRate(1d / 300), Is.GreaterThan(2d / 300));
    }

    [Test]
    public async Task Check_OtherNodesHitsToo_AreReckonedWith()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        await using FakeNode other = await StartAsync(server, 2);
        for (int minute = 0; minute < 30; minute++)
        {
            for (int hit = 0; hit < 10; hit++)
            {
                await node.GetAsync(1).Soon();
            }

            for (int hit = 0; hit < 30; hit++)
            {
                await other.GetAsync(1).Soon();
            }

            Pass(server, Minute, node, other);
            await CheckAsync(node); // It is granted the run, and the other node tells of its hits.
            await CheckAsync(other);
        }

        Assert.That(other.Origin.Runs, Is.Zero);
        Entry entry = node.Entries.Single();
        Assert.That(entry.Evidence.HitRate(0.1, 0, 0), Is.EqualTo(42d / 60).Within(5).Percent, "11 and 31 a minute");
        Assert.That(entry.HitShare, Is.EqualTo(11d / 42).Within(10).Percent);
        Assert.That(other.Entries.Single().Evidence.HitRate(0.1, 0, 0), Is.EqualTo(42d / 60).Within(5).Percent);
        StaleReckoning reckoning = node.Method(nameof(ISource.GetAsync)).Lane.Freshness.Reckon(node.Entries, node.Host.Runtime.Services.Clock.Now);
        Assert.That(reckoning.Hits, Is.EqualTo(30 * 11), "only this node's own");
    }

    [Test]
    public async Task Check_NodesInTurn_CountTheTimeOnce()
    {
        var server = new FakeServer();
        FakeNode[] nodes = new FakeNode[5];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = await StartAsync(server, (ulong)i + 1);
        }

        for (int minute = 0; minute < 100; minute++)
        {
            Pass(server, Minute, nodes);
            await CheckAsync(nodes[minute % nodes.Length]);
        }

        Assert.That(nodes.Sum(node => node.Origin.Runs), Is.EqualTo(101), "a check a minute");
        Evidence evidence = nodes[4].Entries.Single().Evidence;
        Assert.That(evidence.HitRate(0.1, 0, 0), Is.EqualTo(1d / 60).Within(15).Percent, "one call a minute on all nodes together");
        Assert.That(evidence.Figures.LongSeconds, Is.LessThanOrEqualTo(100 * 60));
        foreach (FakeNode node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Test]
    public async Task Check_StoreHasNotHeardOfThisNodesLastLooks_KeepsWhatTheyTold()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        for (int minute = 0; minute < 7; minute++)
        {
            bool isTold = minute is 0 or 6;
            node.Connection.Before = command => command == "touch" && !isTold ? throw new FakeConnection.RefusedException() : null;
            Pass(server, Minute, node);
            await CheckAsync(node);
        }

        Assert.That(node.Entries.Single().Evidence.Figures.LongSeconds, Is.EqualTo(7 * 60).Within(10).Percent, "all seven minutes, and not only those that the store knew of");
    }

    [Test]
    public async Task Replace_ByAnOlderAnswer_TellsNothing()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        ReadOnlyMemory<byte> older = server.Shelf.Find(node.Entries.Single().Shared!.Name)!.ToArray();
        Pass(server, Minute, node);
        node.Origin.Text = "new";
        await CheckAsync(node);
        Entry entry = node.Entries.Single();
        Evidence known = entry.Evidence;

        Replacement replacement = Takeover.Replace(entry, older);

        Assert.That(replacement, Is.EqualTo(Replacement.NotNewer));
        Assert.That(entry.Evidence, Is.SameAs(known));
    }

    [Test]
    public async Task Verify_AnotherNodeHasJustProvenTheAnswer_RunsTheMethod([Values] bool isVerified)
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        await using FakeNode other = await StartAsync(server, 2, isVerified ? 1 : 0);
        int before = other.Origin.Runs;
        Pass(server, Minute, node, other);
        await CheckAsync(node);

        await CheckAsync(other);

        Assert.That(other.Origin.Runs - before, Is.EqualTo(isVerified ? 1 : 0));
        Assert.That(other.Method(nameof(ISource.GetAsync)).Lane.Measures.Verified, Is.EqualTo(isVerified ? 1 : 0));
    }

    private static async Task CheckAsync(FakeNode node)
    {
        await node.GetAsync(1).Soon();
        await node.IdleAsync();
    }

    private static async Task<FakeNode> StartAsync(FakeServer server, ulong origin, double verifyShare = 0)
    {
        FakeNode node = await FakeNode.StartAsync(
            server, origin, method => (method.Check, method.CheckInterval, method.VerifyShare) = (CheckMode.Interval, Minute, verifyShare));
        await CheckAsync(node);
        node.Connection.TakeCalls();
        return node;
    }

    private static void Pass(FakeServer server, TimeSpan time, params FakeNode[] nodes)
    {
        server.Clock.Advance(time);
        Array.ForEach(nodes, node => node.Host.Clock.Advance(time));
    }
}
