using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>The machine's clock is put forward or back, as after a suspended virtual machine wakes: no time has passed.</summary>
[TestFixture]
internal sealed class WallClockTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(10);

    [Test, Property("Failure", "P8")]
    public async Task Hit_WallClockJumps_OnlyTheTimeThatHasPassedCounts([Values(-24, -1, 1, 24)] int hours)
    {
        var time = new FakeTimeProvider();
        var jumping = new JumpingTime(time);
        await using var host = new CacheHost(services => services
            .AddSingleton<TimeProvider>(jumping)
            .AddScoped<ISource, Source>()
            .AddInterception(all => all.Methods["ISource.GetAsync"] =
                new MethodOptions { Check = CheckMode.Interval, CheckInterval = Interval, Expiry = Expiry })
            .DecorateWithCaching<ISource>());
        await host.HitAsync();

        jumping.Offset = TimeSpan.FromHours(hours);
        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(1), "neither expired nor due");

        time.Advance(Interval);
        await host.HitAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2), "due");
        host.Origin.Text = "new";
        time.Advance(Expiry);
        Assert.That(await host.HitAsync(), Is.EqualTo("new-1"), "expired");
    }

    private sealed class JumpingTime(FakeTimeProvider time) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
