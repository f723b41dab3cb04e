using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class CanaryTests
{
    private const string ArgumentCanary = "argument-canary-81c4";
    private const string SecretCanary = "secret-canary-27f0-long-enough-to-be-a-key";
    private const int Keys = 50;

    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(20);

    /// <remarks>
    /// Texts in arguments and in the secret must be nowhere. Texts in results are in the stored values, and only there. Redis
    /// dies in the middle, and the source fails: errors speak most.
    /// </remarks>
    [Test, Property("Row", "R28"), Property("Failure", "K13"), Property("Failure", "P10")]
    public async Task Nodes_CanariesInArgumentsAndResults_AppearNowhere()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        for (int index = 0; index < 2; index++)
        {
            await rig.AddNodeAsync(
                new NodeConfiguration
                {
                    Redis = server.Configuration,
                    Extra = new Dictionary<string, string> { ["Interception:Redis:Secret"] = SecretCanary },
                },
                ArgumentCanary, SecretCanary, SourceHistory.CanaryPrefix);
        }

        List<string> names = [];
        using var before = new MonitorWatch(server.Connect(), ArgumentCanary, SecretCanary);
        await WorkAsync(rig);
        names.AddRange(NamesIn(server));
        rig.Source.IsFailing = true;
        server.Kill();
        await rig.MeasureAsync(TimeSpan.FromSeconds(1));
        rig.Source.Heal();
        await server.RestartAsync();
        using var after = new MonitorWatch(server.Connect(), ArgumentCanary, SecretCanary);
        await Deadline.UntilAsync("the nodes share their answers again", RecoveryLimit, rig.IsSharedAsync);
        await WorkAsync(rig);
        await rig.HaltAsync();
        names.AddRange(NamesIn(server));

        NodeStats[] stats = await rig.StatsAsync();
        string[] canaries = [ArgumentCanary, SecretCanary, SourceHistory.CanaryPrefix];
        new RunRow("R28", "canaries in arguments, results and secret appear in no name, log, metric or trace")
            .AtLeast("names looked at", names.Count, Keys)
            .AtLeast("commands looked at", before.Commands + after.Commands, 100)
            .Note("log lines looked at", stats.Sum(node => node.LogLines))
            .None("names", [.. names.Where(
                name => canaries.Any(canary => name.Contains(canary, StringComparison.OrdinalIgnoreCase)))])
            .None("commands", [.. before.Found, .. after.Found])
            .None("logs, metrics and traces", [.. stats.SelectMany(node => node.Leaks)])
            .Conclude();
    }

    // The shapes' results hold no argument, so a canary that is one has no business in any command.
    private static async Task WorkAsync(Rig rig)
    {
        await rig.LoadAsync(new LoadPlan(CallsPerSecond: 400, Keys, ColdCallsPerSecond: 40));
        await using (new SourceChanges(rig.History, Keys, perSecond: 20))
        {
            foreach (NodeProcess node in rig.Nodes)
            {
                await node.ShapesAsync(new ShapesPlan(0, 5, ArgumentCanary));
            }

            await rig.Nodes[0].InvalidateAsync(1, 2, 3);
            await rig.MeasureAsync(TimeSpan.FromSeconds(2));
        }
    }

    private static IReadOnlyList<string> NamesIn(RedisServer server)
    {
        using RespConnection connection = server.Connect();
        return new StoredEntries(connection).Names();
    }
}
