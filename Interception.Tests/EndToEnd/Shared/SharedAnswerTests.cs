using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>What one node has found serves the others.</summary>
[TestFixture]
internal sealed class SharedAnswerTests
{
    [Test]
    [Property("Failure", "D8")]
    public async Task Call_AnotherNodeHasTheAnswer_RunsNothing()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);
        nodes[0].Origin.Text = "first";
        nodes[1].Origin.Text = "second";

        string? first = await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();
        string? second = await nodes[1].Source.GetAsync(1, default);

        Assert.That(first, Is.EqualTo("first-1"));
        Assert.That(second, Is.EqualTo("first-1"));
        Assert.That(nodes[1].Origin.Runs, Is.Zero);
    }

    [Test]
    public async Task SynchronousCall_AnotherNodeHasTheAnswer_RunsNothing()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);

        string? first = nodes[0].Source.Get(1, default);
        await nodes[0].IdleAsync();
        string? second = nodes[1].Source.Get(1, default);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(nodes[1].Origin.Runs, Is.Zero);
    }

    [Test]
    public async Task Check_AnswerHasChanged_ReachesTheOtherNodes()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);
        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();
        await nodes[1].Source.GetAsync(1, default);
        nodes[0].Origin.Text = "new";

        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();

        await Nodes.UntilAsync(() => nodes[1].Entries().Any(one => one.Answer.Value is "new-1"));
        Assert.That(nodes[1].Origin.Runs, Is.Zero);
    }

    [Test]
    public async Task Invalidate_OneCall_ReachesTheOtherNodes()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);
        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();
        await nodes[1].Source.GetAsync(1, default);
        nodes[1].Origin.Text = "new";

        await nodes[0].Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));

        await Nodes.UntilAsync(() => !nodes[1].Entries().Any());
        Assert.That(await nodes[1].Source.GetAsync(1, default), Is.EqualTo("new-1"));
    }
}
