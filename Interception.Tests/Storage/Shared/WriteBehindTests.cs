using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class WriteBehindTests
{
    [Test, Property("Failure", "X5")]
    public async Task TryAdd_BeyondWhatMayWaitAndRun_Refuses()
    {
        using var writes = new WriteBehind();
        using var gate = new Valve();
        const int writers = 4;
        for (int i = 0; i < writers; i++)
        {
            Assert.That(writes.TryAdd(() => new ValueTask(gate.HoldAsync())), Is.True);
        }

        await gate.ArrivedAsync(writers);
        int ran = 0;
        for (int i = 0; i < WriteBehind.Capacity; i++)
        {
            Assert.That(writes.TryAdd(() => Count(ref ran)), Is.True);
        }

        Assert.That(writes.TryAdd(() => Count(ref ran)), Is.False);
        Assert.That(writes.Pending, Is.EqualTo(writers + WriteBehind.Capacity));
        Task idle = writes.WhenIdleAsync();
        Assert.That(idle.IsCompleted, Is.False);
        gate.Open();
        await idle.Soon();
        Assert.That(ran, Is.EqualTo(WriteBehind.Capacity));
        Assert.That(writes.Pending, Is.Zero);
        Assert.That(writes.WhenIdleAsync().IsCompleted, Is.True);
    }

    [Test]
    public async Task TryAdd_WriteThrows_WritersGoOn()
    {
        using var writes = new WriteBehind();
        int ran = 0;
        for (int i = 0; i < 20; i++)
        {
            writes.TryAdd(() => throw new InvalidOperationException("A write broke."));
        }

        writes.TryAdd(() => Count(ref ran));
        await writes.WhenIdleAsync().Soon();

        Assert.That(ran, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_WritesThatWait_AreStillWritten()
    {
        var writes = new WriteBehind();
        int ran = 0;
        for (int i = 0; i < 100; i++)
        {
            writes.TryAdd(() => Count(ref ran));
        }

        writes.Dispose();

        await writes.WhenIdleAsync().Soon();
        Assert.That(ran, Is.EqualTo(100));
        Assert.That(writes.TryAdd(() => Count(ref ran)), Is.False);
    }

    [Test]
    public async Task Writers_CarryNothingAmbient()
    {
        var ambient = new AsyncLocal<string?> { Value = "caller" };
        using var writes = new WriteBehind();
        string? seen = "none";
        writes.TryAdd(() =>
        {
            seen = ambient.Value;
            return ValueTask.CompletedTask;
        });

        await writes.WhenIdleAsync().Soon();

        Assert.That(seen, Is.Null);
    }

    private static ValueTask Count(ref int ran)
    {
        Interlocked.Increment(ref ran);
        return ValueTask.CompletedTask;
    }
}
