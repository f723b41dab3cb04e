using System.Text;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>No argument and no result shows where people look.</summary>
[TestFixture]
internal sealed class CanaryTests
{
    private const int Argument = 1_717_171_717;
    private const string Result = "canary-in-a-result";

    [Test]
    public async Task Calls_WellAndInTrouble_ShowNeitherArgumentNorResult()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        nodes[0].Origin.Text = nodes[1].Origin.Text = Result;
        await nodes[0].Source.GetAsync(Argument, default);
        _ = nodes[0].Source.Get(Argument, default);
        await nodes[0].IdleAsync();
        foreach (string name in probe.Names())
        {
            probe.Set(name, [.. probe.Get(name)[..^1], 0]);
        }

        await nodes[1].Source.GetAsync(Argument, default);
        _ = nodes[1].Source.Get(Argument, default);
        await nodes[1].Cache.InvalidateAsync<ISource>(source => source.GetAsync(Argument, default));
        await nodes[1].Cache.InvalidateMethodAsync<ISource>(nameof(ISource.Get));
        await nodes[1].IdleAsync();
        string[] names = probe.AllNames();
        nodes.Redis.Stop();
        await Nodes.UntilAsync(() => !nodes[1].Runtime.Store!.IsUsable);
        await nodes[1].Source.GetAsync(Argument, default);
        await nodes[1].IdleAsync();
        await Nodes.PassTimeUntilAsync(nodes[1], () => nodes[1].EventNames().Contains("StoreOut"));

        Assert.That(names, Is.Not.Empty);
        string shown = string.Join('\n', names) + string.Join('\n', Lines(nodes[0]).Concat(Lines(nodes[1])));
        string hex = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Result));
        Assert.That(shown, Does.Not.Contain("1717171717").And.Not.Contain(Result).And.Not.Contain(hex));
        Assert.That(shown, Does.Contain("interception:tests:2:ISource.GetAsync-"));
        string[] digests = [.. names.Where(name => !name.EndsWith("generations", StringComparison.Ordinal)).Select(name => name[^40..])];
        string lines = string.Join('\n', Lines(nodes[0]).Concat(Lines(nodes[1])));
        Assert.That(digests.Where(lines.Contains), Is.Empty, "keys, even as hashes");
    }

    private static IEnumerable<string> Lines(CacheHost host) =>
        host.OwnLogs().Select(record => $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState!)}");
}
