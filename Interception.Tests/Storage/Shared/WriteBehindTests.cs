using System.Diagnostics.Metrics;
using Interception.Storage.Shared;
using Interception.Telemetry;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class WriteBehindTests
{
    private static readonly CacheMetrics Metrics = new(new OtherMeters());

    [Test, Property("Failure", "X5")]
    public async Task TryAdd_BeyondWhatMayWaitAndRun_RefusesAndCounts()
    {
        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var metrics = new CacheMetrics(meters);
        using var errors = new MetricCollector<long>(meters, CacheMetrics.MeterName, "interception.store.errors");
        using var writes = new WriteBehind(metrics);
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
        Assert.That(errors.GetMeasurementSnapshot().Select(one => one.Tags["reason"]), Is.EqualTo((string[])["full"]));
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
        using var writes = new WriteBehind(Metrics);
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
        var writes = new WriteBehind(Metrics);
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
        using var writes = new WriteBehind(Metrics);
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
