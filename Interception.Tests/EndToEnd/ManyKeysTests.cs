using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>Far more keys than there is room for: what has left leaves nothing behind.</summary>
[TestFixture]
internal sealed class ManyKeysTests
{
    private const int MaxEntries = 1_000;
    private const long MaxBytes = 1 << 20;

    /// <summary>Twelve bytes for each key that is asked for in the reduced size: less than any object has.</summary>
    private const long LargestGrowth = 512 << 10;

    private static readonly int Keys = SuiteSize.Of(reduced: 50_000, full: 1_000_000);

    [TestCase(true, TestName = "Misses_FarMoreKeysThanMaxEntries_NeitherTableNorHeapGrows")]
    [TestCase(false, TestName = "Misses_FarMoreKeysThanMaxBytes_NeitherTableNorHeapGrows")]
    public async Task Misses_FarMoreKeysThanThereIsRoomFor(bool byEntries)
    {
        await using CacheHost host = CacheHost.OfSource(null, all => _ = byEntries ? all.Memory.MaxEntries = MaxEntries : (int)(all.Memory.MaxBytes = MaxBytes));

        await AskAsync(host, 0, Keys / 10);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await AskAsync(host, Keys / 10, Keys);
        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;

        TestContext.Out.WriteLine($"{Keys} keys, {host.Runtime.Services.Bound.Count} entries, {host.Runtime.Services.Bound.Bytes} bytes charged, heap {growth} bytes larger");
        Assert.That(host.Origin.Runs, Is.GreaterThanOrEqualTo(Keys), "each key was a miss");
        Assert.That(host.Runtime.Services.Bound.Count, Is.InRange(byEntries ? MaxEntries * 9 / 10 : 1, byEntries ? MaxEntries : int.MaxValue));
        Assert.That(host.Runtime.Services.Bound.Bytes, Is.InRange(1, byEntries ? long.MaxValue : MaxBytes));
        Assert.That(host.MethodOf().Table.Entries.Count(), Is.EqualTo(host.Runtime.Services.Bound.Count));
        Assert.That(growth, Is.LessThan(LargestGrowth));
    }

    /// <summary>Each key twice, the second time as a hit that asks for a check.</summary>
    private static async Task AskAsync(CacheHost host, int from, int to)
    {
        for (int id = from; id < to; id++)
        {
            await host.Source.GetAsync(id, default);
            await host.Source.GetAsync(id, default);
            if (id % 500 == 0)
            {
                await host.IdleAsync();
            }
        }

        await host.IdleAsync();
    }
}
