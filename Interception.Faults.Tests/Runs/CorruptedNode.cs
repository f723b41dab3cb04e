using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Proxy;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

/// <summary>A node whose replies are corrupted round by round, and what has come of it.</summary>
/// <param name="node">Keeps next to nothing in memory, so that every call reads a reply.</param>
/// <param name="proxy">Stands between it and the server.</param>
/// <param name="server">Is looked into when the node does not find back.</param>
/// <param name="text">Goes with all calls.</param>
internal sealed class CorruptedNode(NodeProcess node, FaultProxy proxy, RedisServer server, string text)
{
    private const double FlipChance = 0.001;
    private const double DropChance = 0.000_05;

    /// <summary>
    /// That of R5: a stream that a flipped length has garbled is no more to recover from than a dead one. A node that does not
    /// find back by itself is helped by a reset, so that the run goes on.
    /// </summary>
    public static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    /// <summary>A node that has just started compiles code and fills the store; with many at once that takes its time.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly ShapesPlan _plan = new(From: 0, Count: 20, text);

    /// <summary>A few of the same calls: what asks again and again must not keep the machine busy.</summary>
    private readonly ShapesPlan _sample = new(From: 0, Count: 1, text);
    private readonly List<ShapesReport> _corrupted = [];
    private readonly List<ShapesReport> _clean = [];
    private readonly List<TimeSpan> _recoveries = [];
    private readonly List<string> _stuck = [];

    /// <summary>The calls made while replies were corrupted.</summary>
    public IReadOnlyList<ShapesReport> Corrupted => _corrupted;

    /// <summary>The calls made before and after.</summary>
    public IReadOnlyList<ShapesReport> Clean => _clean;

    /// <summary>How long it took each time until all calls were served from the store again.</summary>
    public IReadOnlyList<TimeSpan> Recoveries => _recoveries;

    /// <summary>A sentence for each time that this took longer than <see cref="RecoveryLimit"/>.</summary>
    public IReadOnlyList<string> Stuck => _stuck;

    public bool IsRunning => node.IsRunning;

    /// <summary>Corrupts replies, round by round, until it is enough; after each round the node has to find back.</summary>
    public async Task RunAsync(Func<bool> isEnough)
    {
        await Deadline.UntilAsync("all calls are served from the store", StartLimit, () => IsServedFromStoreAsync(_plan));
        while (true)
        {
            bool isBack = await RecoverAsync();
            if (isEnough())
            {
                return;
            }

            if (isBack)
            {
                proxy.ToClient = new DirectionFault { FlipChance = FlipChance, DropChance = _corrupted.Count % 2 * DropChance };
                _corrupted.Add(await node.ShapesAsync(_plan));
                proxy.ToClient = DirectionFault.None;
            }
        }
    }

    private async Task<bool> RecoverAsync()
    {
        TimeSpan? recovered = await Deadline.WithinAsync(
            RecoveryLimit, async () => await IsServedFromStoreAsync(_sample) && await IsServedFromStoreAsync(_plan));
        if (recovered is { } time)
        {
            _recoveries.Add(time);
        }

        if (recovered <= RecoveryLimit)
        {
            return true;
        }

        _stuck.Add(await DescribeAsync(recovered));
        proxy.Reset();
        return false;
    }

    private async Task<bool> IsServedFromStoreAsync(ShapesPlan plan)
    {
        _clean.Add(await node.ShapesAsync(plan));
        return _clean[^1].Runs == 0;
    }

    private async Task<string> DescribeAsync(TimeSpan? recovered)
    {
        ShapesReport last = _clean[^1];
        using RespConnection connection = server.Connect();
        var entries = new StoredEntries(connection);
        string[] logged = (await node.StatsAsync()).LastLogLines;
        return $"{node.Name}, back after {recovered?.TotalSeconds ?? double.PositiveInfinity:0.0} s: {last.Runs} of {last.Calls} calls "
            + $"ran the method last; the store has {entries.Answers().Count} answers and {entries.Leases().Count} leases; logged last: "
            + logged.LastOrDefault();
    }
}
