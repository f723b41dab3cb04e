using Interception.Freshness;
using Interception.Storage;
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
    public async Task Learn_AnotherNodeFoundNothingNew_ComesWithTheStoresReply()
    {
        var server = new FakeServer();
        await using FakeNode node = await StartAsync(server, 1);
        await using FakeNode other = await StartAsync(server, 2);
        Pass(server, Minute, node, other);
        await CheckAsync(node);
        Assert.That(other.Entries.Single().Evidence, Is.EqualTo(Evidence.None));

        await CheckAsync(other);

        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(other.Entries.Single().Evidence.ChangeRate(1d / 300), Is.LessThan(1d / 300), "it has not changed");
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
