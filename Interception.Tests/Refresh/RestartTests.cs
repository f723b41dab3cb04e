using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>All nodes start anew, with empty memories, while the shared store is full: the method hears nothing of it.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RestartTests
{
    private const int Keys = 20;
    private const int Count = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeServer _server = new();
    private readonly List<FakeNode> _nodes = [];

    [Test, Property("Failure", "B25")]
    public async Task Start_StoreIsFull_CausesNoRunsAndThenAsManyChecksAsOneNode()
    {
        await AddAsync();
        await AskAllAsync();
        Assert.That(Runs(), Is.EqualTo(Keys));
        Pass(Interval / 2);
        await _nodes[0].DisposeAsync();
        _nodes.Clear();
        for (int i = 0; i < Count; i++)
        {
            await AddAsync();
        }

        await AskAllAsync();
        Pass(TimeSpan.FromSeconds(1));
        await AskAllAsync();
        Assert.That(Runs(), Is.Zero, "what was proven half an interval ago counts for whoever reads it");

        Pass(Interval / 2);
        await AskAllAsync();
        await AskAllAsync();
        Assert.That(Runs(), Is.EqualTo(Keys), "one check of each answer, whoever makes it");
        foreach (FakeNode node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private int Runs() => _nodes.Sum(node => node.Origin.Runs);

    private async Task AddAsync() => _nodes.Add(await FakeNode.StartAsync(
        _server, (ulong)_nodes.Count + 1, method => (method.Check, method.CheckInterval) = (CheckMode.Interval, Interval)));

    /// <summary>All nodes ask for all keys.</summary>
    private async Task AskAllAsync()
    {
        foreach (FakeNode node in _nodes)
        {
            for (int id = 0; id < Keys; id++)
            {
                Assert.That(await node.GetAsync(id).Soon(), Is.EqualTo($"old-{id}"));
            }

            await node.IdleAsync();
        }
    }

    /// <summary>Time passes everywhere.</summary>
    private void Pass(TimeSpan time)
    {
        _server.Clock.Advance(time);
        _nodes.ForEach(node => node.Host.Clock.Advance(time));
    }
}
