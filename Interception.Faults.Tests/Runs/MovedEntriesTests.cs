using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class MovedEntriesTests
{
    private const string One = "one";
    private const string Other = "other";

    private static readonly ShapesPlan Plan = new(From: 0, Count: 40, "R8");

    /// <remarks>
    /// The entries of two applications are exchanged: with the next key of the same method, with another method's (another result
    /// type and schema), with the other application's. A node that has seen none of it must run the method for every one of them.
    /// </remarks>
    [Test, Property("Row", "R8"), Property("Failure", "X15")]
    public async Task Nodes_EntriesMoved_NeverOpenThem()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        NodeProcess one = await rig.AddNodeAsync(Configuration(server, One));
        NodeProcess other = await rig.AddNodeAsync(Configuration(server, Other));
        await one.ShapesAsync(Plan);
        await other.ShapesAsync(Plan);
        ShapesReport unmoved = await one.ShapesAsync(Plan);
        using RespConnection connection = server.Connect();
        var entries = new StoredEntries(connection);
        IReadOnlyDictionary<string, byte[]> originals = entries.Answers();
        List<string> ones = [.. originals.Keys.Where(name => name.Contains($":{One}:", StringComparison.Ordinal))];
        List<string> others = [.. originals.Keys.Where(name => name.Contains($":{Other}:", StringComparison.Ordinal))];

        ShapesReport key = await ReadMovedAsync(ones, ones, shift: 1);
        ShapesReport type = await ReadMovedAsync(ones, ones, shift: Plan.Count);
        ShapesReport application = await ReadMovedAsync(ones, others, shift: 0);

        int calls = unmoved.Calls;
        new RunRow("R8", "a valid entry moved to another key, type or application is a miss")
            .AtMost("misses of unmoved entries", unmoved.Runs, 0)
            .AtLeast("entries moved each time", ones.Count, calls)
            .AtLeast("misses, moved to another key", key.Runs, calls)
            .AtLeast("misses, moved to another type", type.Runs, calls)
            .AtLeast("misses, moved to another application", application.Runs, calls)
            .None("exceptions", [.. key.Exceptions, .. type.Exceptions, .. application.Exceptions])
            .None("wrong answers", [.. key.Wrong, .. type.Wrong, .. application.Wrong])
            .Conclude();

        async Task<ShapesReport> ReadMovedAsync(List<string> targets, List<string> sources, int shift)
        {
            entries.ReplaceAll(targets.Select((target, index) => (target, originals[sources[(index + shift) % sources.Count]])));

            return await one.ShapesAsync(Plan);
        }
    }

    private static NodeConfiguration Configuration(RedisServer server, string application) => new()
    {
        Application = application, Redis = server.Configuration, MaxEntries = 1, CheckIntervalMilliseconds = 600_000,
        TimeoutMilliseconds = 5_000,
    };
}
