using Listings.Cities;
using Listings.Profile;

namespace Listings.Nodes;

/// <summary>One part of the run: nodes with a database of their own, looked at for a while.</summary>
/// <param name="Cities">The cities, as the database begins.</param>
/// <param name="Settings">The settings of every node.</param>
/// <param name="Policy">The policy that is in these settings.</param>
public sealed record Scene(City[] Cities, IReadOnlyList<string> Settings, StalenessPolicy Policy)
{
    // A setting of a Redis that isn't there would stop the nodes that are to have none.
    private const string RedisSetting = "--Interception:Redis:";

    private const int Seed = 2024;
    private const int PageLimit = 6;
    private const int ClientsPerNode = 4;

    // A client looks at some eight pages in a second; it is given more than it can do.
    private const int PlannedViewsPerSecond = 20;

    /// <summary>Plays it with nodes that share nothing but the database.</summary>
    public async Task<SceneRecord> PlayAsync(int nodes, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var database = new SharedDatabase();
        Scene withoutRedis = this with
        {
            Settings = [.. Settings.Where(setting => !setting.StartsWith(RedisSetting, StringComparison.Ordinal))],
        };
        using NodeGroup group = await withoutRedis.StartAsync(nodes, database, [], cancellationToken);
        ViewPlan plan = Plan(nodes, duration);
        var load = new Load(group, database, plan, Policy.CheckInterval);
        long firstRuns = await load.LookFirstAsync(cancellationToken);
        return await RunAsync(load, group, plan, firstRuns, outage: null, duration, cancellationToken);
    }

    /// <summary>Plays it with nodes that share a Redis, which is killed and started again meanwhile.</summary>
    public async Task<SceneRecord> PlayAsync(NodesOptions options, ServerProgram program, CancellationToken cancellationToken)
    {
        using RedisServer server = await RedisServer.StartNewAsync(program, cancellationToken);
        await using var database = new SharedDatabase();
        using NodeGroup group = await StartAsync(
            options.Nodes, database, [$"--Interception:Redis:Configuration={server.Endpoint}"], cancellationToken);
        ViewPlan plan = Plan(options.Nodes, options.Duration);
        var load = new Load(group, database, plan, Policy.CheckInterval);
        long firstRuns = await load.LookFirstAsync(cancellationToken);
        var outage = new Outage(server, group, () => load.Elapsed);
        return await RunAsync(
            load,
            group,
            plan,
            firstRuns,
            () => outage.RunAsync(options.OutageStart, options.OutageLength, options.Duration, cancellationToken),
            options.Duration,
            cancellationToken);
    }

    private async Task<SceneRecord> RunAsync(
        Load load,
        NodeGroup group,
        ViewPlan plan,
        long firstRuns,
        Func<Task<OutageRecord>>? outage,
        TimeSpan duration,
        CancellationToken cancellationToken)
    {
        long runsAtStart = await group.CountRunsAsync(cancellationToken);
        Task<LoadRecord> looking = load.RunAsync(duration, cancellationToken);
        Task<OutageRecord>? away = outage?.Invoke();
        await Task.Delay(duration, cancellationToken);
        long runsAtEnd = await group.CountRunsAsync(cancellationToken);
        return new SceneRecord(
            plan.AllPages,
            firstRuns,
            runsAtStart,
            runsAtEnd,
            await looking,
            away is null ? null : await away,
            await group.HealthAsync(cancellationToken));
    }

    private Task<NodeGroup> StartAsync(
        int nodes, SharedDatabase database, IReadOnlyList<string> more, CancellationToken cancellationToken) =>
        NodeGroup.StartAsync(nodes, [.. Settings, .. more, "--Database:Path", database.FilePath], cancellationToken);

    private ViewPlan Plan(int nodes, TimeSpan duration) => ViewPlan.Create(
        Seed, Cities, nodes * ClientsPerNode, (int)duration.TotalSeconds * PlannedViewsPerSecond, PageLimit);
}
