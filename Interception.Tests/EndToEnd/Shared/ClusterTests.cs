using System.Globalization;
using Interception.Tests.Support;
using StackExchange.Redis;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>A real cluster whose slots move, or are served by nobody for a while.</summary>
[TestFixture]
internal sealed class ClusterTests
{
    /// <summary>All names of a test are in one slot.</summary>
    private const string Prefix = "{cluster}";

    private readonly List<string> _files = [];

    [TearDown]
    public void DeleteFiles() => _files.ForEach(File.Delete);

    [Test, Property("Failure", "X9")]
    public async Task Calls_SlotMovesToAnotherServer_FollowItAndFailNowhere([Values] bool isAsync)
    {
        using RedisServer from = await StartServerAsync();
        using RedisServer to = await StartServerAsync();
        await using RedisProbe source = await RedisProbe.ConnectAsync(from);
        await using RedisProbe target = await RedisProbe.ConnectAsync(to);
        await AskServerAsync(source, "CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await AskServerAsync(target, "CLUSTER", "MEET", "127.0.0.1", Text(from.Port));
        await Nodes.UntilAsync(() => AreJoined(source, target));
        await using CacheHost one = await StartNodeAsync(from, to);
        await using CacheHost two = await StartNodeAsync(from, to);
        await CallAsync(one, isAsync, 1);
        string slot = (await AskServerAsync(source, "CLUSTER", "KEYSLOT", Prefix)).ToString();
        string sourceId = (await AskServerAsync(source, "CLUSTER", "MYID")).ToString();
        string targetId = (await AskServerAsync(target, "CLUSTER", "MYID")).ToString();

        await AskServerAsync(target, "CLUSTER", "SETSLOT", slot, "IMPORTING", sourceId);
        await AskServerAsync(source, "CLUSTER", "SETSLOT", slot, "MIGRATING", targetId);
        await CallAsync(one, isAsync, 2); // Unknown there, so one is sent on: ASK.
        await MoveKeysAsync(source, slot, to.Port);
        await AskServerAsync(target, "CLUSTER", "SETSLOT", slot, "NODE", targetId);
        await AskServerAsync(source, "CLUSTER", "SETSLOT", slot, "NODE", targetId);
        await CallAsync(one, isAsync, 3); // MOVED.
        for (int id = 1; id <= 3; id++)
        {
            await CallAsync(two, isAsync, id);
        }

        Assert.That(one.Origin.Runs, Is.EqualTo(3));
        Assert.That(two.Origin.Runs, Is.Zero, "the other node finds all of it");
    }

    [Test, Property("Failure", "X9")]
    public async Task Calls_NobodyServesTheSlot_RunTheMethodUntilSomebodyDoes()
    {
        using RedisServer server = await StartServerAsync();
        await using RedisProbe probe = await RedisProbe.ConnectAsync(server);
        await AskServerAsync(probe, "CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await Nodes.UntilAsync(() => IsUp(probe));
        await using CacheHost one = await StartNodeAsync(server);
        await using CacheHost two = await StartNodeAsync(server);
        await CallAsync(one, isAsync: true, 1);

        await AskServerAsync(probe, "CLUSTER", "DELSLOTSRANGE", "0", "16383");
        await CallAsync(one, isAsync: true, 1);
        await CallAsync(two, isAsync: true, 1);
        Assert.That((one.Origin.Runs, two.Origin.Runs), Is.EqualTo((1, 1)), "from memory, and by a run");

        await AskServerAsync(probe, "CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await Nodes.UntilAsync(() => IsUp(probe));
        await Nodes.ContactAsync(one);
        await Nodes.ContactAsync(two);
        await CallAsync(one, isAsync: true, 2);
        await CallAsync(two, isAsync: true, 2);
        Assert.That((one.Origin.Runs, two.Origin.Runs), Is.EqualTo((2, 1)), "they share again");
    }

    private Task<RedisServer> StartServerAsync()
    {
        string file = Path.Combine(Path.GetTempPath(), $"interception-{Guid.NewGuid():N}.conf");
        _files.Add(file);
        return RedisServer.StartNewAsync("--cluster-enabled", "yes", "--cluster-config-file", file);
    }

    private static async Task<CacheHost> StartNodeAsync(params RedisServer[] servers)
    {
        CacheHost host = CacheHost.OfSource(
            method => (method.Check, method.Expiry) = (CheckMode.Off, TimeSpan.FromHours(24)),
            options =>
            {
                options.Application = "tests";
                options.Redis = new RedisOptions
                {
                    Configuration = string.Join(',', servers.Select(server => server.Endpoint)), KeyPrefix = Prefix, Timeout = TimeSpan.FromSeconds(5),
                };
            });
        await Nodes.ContactAsync(host);
        return host;
    }

    private static async Task CallAsync(CacheHost host, bool isAsync, int id)
    {
        Assert.That(isAsync ? await host.Source.GetAsync(id, default) : host.Source.Get(id, default), Is.EqualTo($"old-{id}"));
        await host.IdleAsync();
    }

    private static async Task MoveKeysAsync(RedisProbe source, string slot, int port)
    {
        string[] keys = (string[])(await AskServerAsync(source, "CLUSTER", "GETKEYSINSLOT", slot, "100"))!;
        foreach (string key in keys)
        {
            await AskServerAsync(source, "MIGRATE", "127.0.0.1", Text(port), key, "0", "5000");
        }
    }

    private static bool AreJoined(params RedisProbe[] servers) => Array.TrueForAll(servers, IsUp);

    private static bool IsUp(RedisProbe server) => server.Server.Execute("CLUSTER", "INFO").ToString() is var info
        && info.Contains("cluster_state:ok", StringComparison.Ordinal) && info.Contains("cluster_slots_ok:16384", StringComparison.Ordinal);

    private static Task<RedisResult> AskServerAsync(RedisProbe server, string command, params string[] arguments) =>
        server.Server.ExecuteAsync(command, [.. arguments.Cast<object>()]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
