using Interception.Storage.Redis;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd.Shared;

/// <summary>Whatever stands in Redis, a call gets what its method returns; and what is wrong there is overwritten.</summary>
[TestFixture]
internal sealed class TamperingTests
{
    private static readonly (int From, int To)[] Sealed =
    [
        (0, EntryHeader.KindAt), (EntryHeader.KindAt, EntryHeader.CodecAt), (EntryHeader.CodecAt, EntryHeader.VersionAt),
        (EntryHeader.VersionAt, EntryHeader.ProvenAt), (EntryHeader.DigestAt, EntryHeader.SealAt),
        (EntryHeader.SealAt, EntryHeader.HitsAt), (EntryHeader.LengthBytes, EntryHeader.LengthBytes + 1),
    ];

    [Test, Property("Failure", "X13")]
    public async Task Call_EnvelopeWithAFlippedBit_RunsAndMendsIt([Values] bool isAsync)
    {
        await using Nodes nodes = await Nodes.StartAsync(1);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        (string name, byte[] good) = await FillAsync(nodes, probe, isAsync);
        foreach ((int from, int to) in Sealed)
        {
            foreach (int bit in (int[])[1, 4, 64])
            {
                byte[] bad = [.. good];
                bad[(from + to) / 2] ^= (byte)bit;
                await AssertMissAsync(nodes, probe, name, bad, isAsync, $"{bit} at {from}");
            }
        }
    }

    [Test]
    public async Task Call_TruncatedOrOvergrownEnvelope_RunsAndMendsIt()
    {
        await using Nodes nodes = await Nodes.StartAsync(1);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        (string name, byte[] good) = await FillAsync(nodes, probe, isAsync: true);
        foreach (int length in (int[])[0, 1, 4, 100, EntryHeader.LengthBytes - 1, EntryHeader.LengthBytes, good.Length - 1])
        {
            await AssertMissAsync(nodes, probe, name, good[..length], true, $"{length} bytes");
        }

        await AssertMissAsync(nodes, probe, name, [.. good, 0], true, "one more");
        await AssertMissAsync(nodes, probe, name, [.. Enumerable.Repeat((byte)'9', 158)], true, "digits");
        foreach (EntryKind kind in (EntryKind[])[EntryKind.Lease, EntryKind.Tombstone])
        {
            await AssertMissAsync(nodes, probe, name, BareHeader.Write(kind, 9_999_999_999_999_999, 9_999_999_999_999, 9_999_999_999_999, 9_999_999_999_999_999), true, $"{kind}");
        }
    }

    [Test, Property("Failure", "K11"), Property("Failure", "X15")]
    public async Task Call_EnvelopeOfAnotherKeyOrMethod_Runs()
    {
        await using Nodes nodes = await Nodes.StartAsync(1);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        (string name, _) = await FillAsync(nodes, probe, isAsync: true);
        await nodes[0].Source.GetAsync(2, default);
        await nodes[0].Source.GetValueAsync(1, default);
        _ = nodes[0].Source.Get(1, default);
        await nodes[0].IdleAsync();
        string[] others = [.. probe.Names().Where(one => one != name)];
        Assert.That(others, Has.Length.EqualTo(3));
        foreach (string other in others)
        {
            await AssertMissAsync(nodes, probe, name, probe.Get(other), true, other.Split(':')[3]);
        }
    }

    [Test, Property("Failure", "P12")]
    public async Task Call_EnvelopeOfAnotherApplicationOrSecret_Runs([Values] bool isSecret)
    {
        await using Nodes nodes = await Nodes.StartAsync(1);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        (string name, _) = await FillAsync(nodes, probe, isAsync: true);
        await using CacheHost other = CacheHost.OfSource(null, options =>
        {
            options.Application = isSecret ? "tests" : "others";
            options.Redis = new RedisOptions
            {
                Configuration = nodes.Redis.Endpoint, Timeout = TimeSpan.FromSeconds(5), Secret = isSecret ? "sixteen letters!" : null,
            };
        });
        await Nodes.ContactAsync(other);
        await other.Source.GetAsync(1, default);
        await other.IdleAsync();
        string foreign = probe.Names().Single(one => one != name);

        await AssertMissAsync(nodes, probe, name, probe.Get(foreign), true, foreign);
    }

    [Test, Property("Failure", "X12")]
    public async Task Call_SomethingElseThanAStringStandsThere_RunsAndStaysInMemory()
    {
        await using Nodes nodes = await Nodes.StartAsync(1);
        await using RedisProbe probe = await RedisProbe.ConnectAsync(nodes.Redis);
        (string name, _) = await FillAsync(nodes, probe, isAsync: true);
        await probe.Database.KeyDeleteAsync(name);
        await probe.Database.ListRightPushAsync(name, "neighbour");
        CacheHost second = await nodes.AddAsync(method => method.Check = CheckMode.Off);

        Assert.That(await second.Source.GetAsync(1, default), Is.EqualTo("old-1"));
        Assert.That(await second.Source.GetAsync(1, default), Is.EqualTo("old-1"));
        await second.IdleAsync();

        Assert.That(second.Origin.Runs, Is.EqualTo(1));
        Assert.That(second.Runtime.Store!.IsUsable, Is.True, "for all else");
        Assert.That(second.EventNames(), Has.Member("StoreRefused"));
    }

    private static async Task<(string Name, byte[] Stored)> FillAsync(Nodes nodes, RedisProbe probe, bool isAsync)
    {
        _ = isAsync ? await nodes[0].Source.GetAsync(1, default) : nodes[0].Source.Get(1, default);
        await nodes[0].IdleAsync();
        return (probe.Name(), probe.Get(probe.Name()));
    }

    /// <summary>Puts something there and asks it of a node, which must run, and must leave there what serves it then.</summary>
    private static async Task AssertMissAsync(Nodes nodes, RedisProbe probe, string name, byte[] stored, bool isAsync, string what)
    {
        probe.Set(name, stored);
        foreach (Interception.Storage.Entry entry in nodes[0].Entries().Where(one => EntryKey.Of(one.Shared!.Name) == name).ToArray())
        {
            entry.Remove();
        }

        CacheHost host = nodes[0];
        int before = host.Origin.Runs;
        Assert.That(isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default), Is.EqualTo("old-1"), what);
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(before + 1), what);
        Interception.Storage.Entry mended = host.Entries().Single(one => EntryKey.Of(one.Shared!.Name) == name);
        Assert.That(
            mended.Shared!.Method.TryRestore(mended.Shared.Name, probe.Get(name), out _)?.Answer.Value, Is.EqualTo("old-1"), $"mended: {what}");
    }
}
