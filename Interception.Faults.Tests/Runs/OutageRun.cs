using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

/// <summary>
/// Three nodes under load on one Redis that fails for a while and comes back: what was measured before, during and after.
/// </summary>
internal sealed class OutageRun
{
    private const int NodeCount = 3;
    private const int Keys = 200;
    private const int ChangesPerSecond = 40;

    /// <summary>How long the method takes.</summary>
    public static readonly TimeSpan MethodTime = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(30);

    /// <summary>The window before the fault, all nodes together.</summary>
    public required WindowReport Healthy { get; init; }

    /// <summary>The window of the fault, node by node.</summary>
    public required WindowReport[] Fault { get; init; }

    /// <summary>The window from the server's return on.</summary>
    public required WindowReport After { get; init; }

    /// <summary>How much larger the heap of any node was at the end of the fault than before it, in bytes.</summary>
    public required long HeapGrowth { get; init; }

    /// <summary>What the nodes logged last, for whoever wants to know which lines were too many.</summary>
    public required IReadOnlyList<string> LastLogLines { get; init; }

    /// <summary>Wrong answers of the whole run.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>From the server's return until the nodes shared their answers again.</summary>
    public required TimeSpan Back { get; init; }

    /// <summary>
    /// From the server's return, which is also when the source changed last, until every node served only current answers.
    /// </summary>
    public required TimeSpan Equal { get; init; }

    /// <summary>The windows of the fault, all nodes together.</summary>
    public WindowReport FaultOfAll => WindowReport.Sum(Fault);

    /// <summary>Exceptions of the whole run.</summary>
    public IReadOnlyCollection<string> Exceptions => [.. Healthy.Exceptions, .. FaultOfAll.Exceptions, .. After.Exceptions];

    /// <summary>Makes the run: <paramref name="begin"/> makes the server fail, <paramref name="end"/> brings it back.</summary>
    public static async Task<OutageRun> MakeAsync(RedisServer server, Action begin, Func<Task> end)
    {
        await using var rig = new Rig();
        rig.Source.Delay = MethodTime;
        await rig.AddNodesAsync(NodeCount, new NodeConfiguration { Redis = server.Configuration });
        await rig.JoinAsync();
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 2_000, Keys, Tenants: 2, ColdCallsPerSecond: 60));
        WindowReport healthy;
        WindowReport[] fault;
        long heapGrowth;
        await using (new SourceChanges(rig.History, Keys, ChangesPerSecond))
        {
            await Task.Delay(RunSize.Current.WarmUp);
            healthy = await rig.MeasureAsync(RunSize.Current.Healthy);
            NodeStats[] before = await rig.StatsAsync();

            await rig.MarkEachAsync();
            begin();
            await Task.Delay(RunSize.Current.Outage);
            fault = await rig.MarkEachAsync();
            NodeStats[] during = await rig.StatsAsync();
            heapGrowth = before.Zip(during).Max(pair => pair.Second.HeapBytes - pair.First.HeapBytes);
            await end();
        }

        return await RecoverAsync(rig, healthy, fault, heapGrowth);
    }

    private static async Task<OutageRun> RecoverAsync(Rig rig, WindowReport healthy, WindowReport[] fault, long heapGrowth)
    {
        await rig.MarkEachAsync();
        Task<TimeSpan> back = Deadline.UntilAsync("the nodes share their answers again", RecoveryLimit, rig.IsSharedAsync);
        Task<TimeSpan> equal = Deadline.UntilAsync(
            "all nodes serve current answers", RecoveryLimit, () => rig.IsCurrentAsync(Keys));
        await Task.WhenAll(back, equal);
        await rig.HaltAsync();
        return new OutageRun
        {
            Healthy = healthy, Fault = fault, After = await rig.MarkAsync(), HeapGrowth = heapGrowth,
            LastLogLines = [.. (await rig.StatsAsync())[0].LastLogLines],
            Wrong = await rig.FindWrongAsync(), Back = await back, Equal = await equal,
        };
    }
}
