using System.Diagnostics;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

/// <summary>A source, the nodes that ask it, and the checker of what they served. All of it ends with this object.</summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>From here on keys are used once, each by one <see cref="IsSharedAsync"/>.</summary>
    private const int FirstSharedKey = 50_000_000;

    /// <summary>From here on keys are the cold ones of the loads: a stretch for each node.</summary>
    private const int FirstColdKey = 1_000_000;

    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(20);

    /// <summary>The tenant that probes ask for.</summary>
    private const string ProbedTenant = "t0";

    private readonly List<NodeProcess> _nodes = [];
    private readonly HistoryChecker _checker;
    private int _sharedKeys;

    public Rig() => _checker = new HistoryChecker(Source.History);

    public SourceServer Source { get; } = new();

    public SourceHistory History => Source.History;

    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    /// <summary>How many answers have been held against the source's history.</summary>
    public long Checked => _checker.Checked;

    /// <summary>Starts one more node.</summary>
    public async Task<NodeProcess> AddNodeAsync(NodeConfiguration configuration, params string[] canaries)
    {
        NodeProcess node = await NodeProcess.StartAsync(
            new NodeSettings($"node {_nodes.Count}", Source.Port, configuration.ToKeys(), canaries));
        _nodes.Add(node);
        return node;
    }

    /// <summary>Starts some nodes with the same configuration.</summary>
    public async Task AddNodesAsync(int count, NodeConfiguration configuration)
    {
        for (int index = 0; index < count; index++)
        {
            await AddNodeAsync(configuration);
        }
    }

    /// <summary>Spreads a load over all nodes; each has cold keys of its own.</summary>
    public Task LoadAsync(LoadPlan whole) => Task.WhenAll(_nodes.Select((node, index) => node.LoadAsync(whole with
    {
        CallsPerSecond = whole.CallsPerSecond / _nodes.Count,
        ColdCallsPerSecond = whole.ColdCallsPerSecond / _nodes.Count,
        ColdFrom = FirstColdKey * (index + 1),
        Seed = whole.Seed + index,
    })));

    public Task HaltAsync() => Task.WhenAll(_nodes.Select(node => node.HaltAsync()));

    /// <summary>Ends the window of every node and adds them up.</summary>
    public async Task<WindowReport> MarkAsync() => WindowReport.Sum(await MarkEachAsync());

    /// <summary>Ends the window of every node.</summary>
    public Task<WindowReport[]> MarkEachAsync() => Task.WhenAll(_nodes.Select(node => node.MarkAsync()));

    public Task<NodeStats[]> StatsAsync() => Task.WhenAll(_nodes.Select(node => node.StatsAsync()));

    /// <summary>Lets a load go on for a while, and ends the window.</summary>
    public async Task<WindowReport> MeasureAsync(TimeSpan time)
    {
        await MarkEachAsync();
        await Task.Delay(time);
        return await MarkAsync();
    }

    /// <summary>Holds everything served since the last time against what the source returned.</summary>
    public async Task<IReadOnlyList<string>> FindWrongAsync()
    {
        List<string> wrong = [.. _nodes.Where(node => !node.IsRunning).Select(node => $"{node.Name} has crashed")];
        foreach (NodeProcess node in _nodes.Where(node => node.IsRunning))
        {
            wrong.AddRange(_checker.FindWrong(node.Name, await node.AnswersAsync()));
        }

        return wrong;
    }

    /// <summary>
    /// Whether every node serves the current version of the keys 0 to a number. Asking makes nodes check what is due.
    /// </summary>
    public async Task<bool> IsCurrentAsync(int keys)
    {
        int[] all = [.. Enumerable.Range(0, keys)];
        long[] current = [.. all.Select(key => History[key].Version)];
        long[][] served = await Task.WhenAll(_nodes.Select(node => node.ProbeAsync(all)));
        return served.All(versions => versions.SequenceEqual(current));
    }

    /// <summary>Which nodes serve old answers to which of the keys 0 to a number: to find out why.</summary>
    public async Task<IReadOnlyList<string>> DescribeLagAsync(int keys)
    {
        List<string> lags = [];
        foreach (NodeProcess node in _nodes)
        {
            long[] served = await node.ProbeAsync([.. Enumerable.Range(0, keys)]);
            lags.AddRange(served.Select((version, key) => (version, key))
                .Where(pair => pair.version != History[pair.key].Version)
                .Select(pair => $"{node.Name} serves {pair.version} of key {pair.key}, current is {History[pair.key].Version}, "
                    + $"last asked {SecondsSinceLastCall(pair.key):0.0} s ago"));
        }

        return lags;
    }

    /// <summary>Waits until all nodes share their answers: connected, and their code compiled.</summary>
    public Task JoinAsync() => Deadline.UntilAsync("the nodes share their answers", JoinLimit, IsSharedAsync);

    /// <summary>
    /// Whether all nodes share their answers: a key that nobody knows is asked of one after the other, and the source only once.
    /// </summary>
    public async Task<bool> IsSharedAsync()
    {
        int key = FirstSharedKey + Interlocked.Increment(ref _sharedKeys);
        foreach (NodeProcess node in _nodes)
        {
            await node.ProbeAsync(key);
        }

        return History[key].Calls.Length == 1;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    private double SecondsSinceLastCall(int key) =>
        History[key].Calls.LastOrDefault(call => call.Tenant == ProbedTenant) is { } last
        ? Stopwatch.GetElapsedTime(last.At).TotalSeconds
        : double.PositiveInfinity;
}
