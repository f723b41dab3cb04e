using Interception.Storage;
using Interception.Storage.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StoreClockTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);

    [Test]
    public void NowMicroseconds_StoreHasNotSpoken_IsTheMachinesOwn()
    {
        var clock = new StoreClock(new CacheClock(_time));
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.That(clock.NowMicroseconds, Is.EqualTo((Start.ToUnixTimeMilliseconds() + 3000) * 1000).Within(10));
    }

    [Test]
    public void NowMicroseconds_StoreHasSpoken_IsWhatItSaidAndTheTimeSince()
    {
        var clock = new StoreClock(new CacheClock(_time));
        clock.Set(5_000_000);
        _time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.That(clock.NowMicroseconds, Is.EqualTo(5_002_000).Within(10));
    }

    [Test]
    public void ToLocal_TimeOfTheStore_IsThatLongAgoAndNeverLaterThanNow()
    {
        var local = new CacheClock(_time);
        var clock = new StoreClock(local);
        clock.Set(5_000_000);

        Assert.That(clock.ToLocal(4_000), Is.EqualTo(local.Exact - TimeSpan.TicksPerSecond));
        Assert.That(clock.ToLocal(5_000), Is.EqualTo(local.Exact));
        Assert.That(clock.ToLocal(6_000), Is.EqualTo(local.Exact));
    }
}
