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
        Set(clock, 5_000_000);
        _time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.That(clock.NowMicroseconds, Is.EqualTo(5_002_000).Within(10));
    }

    [Test]
    public void ToLocal_TimeOfTheStore_IsThatLongAgoAndNeverLaterThanNow()
    {
        var local = new CacheClock(_time);
        var clock = new StoreClock(local);
        Set(clock, 5_000_000);

        Assert.That(clock.ToLocal(4_000), Is.EqualTo(local.Exact - TimeSpan.TicksPerSecond));
        Assert.That(clock.ToLocal(5_000), Is.EqualTo(local.Exact));
        Assert.That(clock.ToLocal(6_000), Is.EqualTo(local.Exact));
    }

    [Test]
    public void TrySet_OneReplyAloneIsHoursAway_ChangesNothing([Values(-3, 3)] int hours)
    {
        var clock = new StoreClock(new CacheClock(_time));
        long now = clock.NowMicroseconds;
        long away = now + (hours * 3_600_000_000L);

        Assert.That(clock.TrySet(away), Is.False);
        Assert.That(clock.TrySet(now + 1_000), Is.True, "the next one is as expected");
        Assert.That(clock.TrySet(away), Is.False, "so it is one alone again");

        Assert.That(clock.NowMicroseconds, Is.EqualTo(now + 1_000).Within(10));
        Assert.That(clock.NextToken(), Is.EqualTo(now + 1_000).Within(10));
    }

    [Test]
    public void TrySet_TwoRepliesSayTheSame_TheClockHasJumped([Values(-3, 3)] int hours)
    {
        var clock = new StoreClock(new CacheClock(_time));
        long away = clock.NowMicroseconds + (hours * 3_600_000_000L);
        clock.TrySet(away);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(clock.TrySet(away + 11_000_000), Is.True);
        Assert.That(clock.NowMicroseconds, Is.EqualTo(away + 11_000_000).Within(10));
    }

    [Test]
    public void TrySet_ReplyThatWasLongUnderWay_DoesNotSlowTheClockDown()
    {
        var clock = new StoreClock(new CacheClock(_time));
        Set(clock, 5_000_000);

        _time.Advance(TimeSpan.FromMilliseconds(85)); // The store wrote its time at once, and the reply took as long.
        Assert.That(clock.TrySet(5_000_000), Is.True);
        Assert.That(clock.NowMicroseconds, Is.EqualTo(5_085_000).Within(10));

        _time.Advance(TimeSpan.FromSeconds(15)); // In the window after that one it still counts.
        clock.TrySet(20_000_000);
        Assert.That(clock.NowMicroseconds, Is.EqualTo(20_085_000).Within(10));
    }

    [Test]
    public void TrySet_QuickerReply_CountsAtOnce()
    {
        var clock = new StoreClock(new CacheClock(_time));
        Set(clock, 5_000_000);

        clock.TrySet(5_030_000);

        Assert.That(clock.NowMicroseconds, Is.EqualTo(5_030_000).Within(10));
    }

    [Test]
    public void TrySet_StoreWasPutBackALittle_IsBelievedAfterTwoWindows()
    {
        var clock = new StoreClock(new CacheClock(_time));
        Set(clock, 50_000_000);

        for (int second = 1; second <= 21; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            clock.TrySet(49_000_000 + (second * 1_000_000));
        }

        Assert.That(clock.NowMicroseconds, Is.EqualTo(70_000_000).Within(10));
    }

    [Test]
    public void TrySet_FirstReplyAfterASilenceIsSlow_DoesNotSlowTheClockDown()
    {
        var clock = new StoreClock(new CacheClock(_time));
        Set(clock, 50_000_000);

        _time.Advance(TimeSpan.FromMinutes(1));
        clock.TrySet(109_920_000);

        Assert.That(clock.NowMicroseconds, Is.EqualTo(110_000_000).Within(10));
    }

    [Test]
    public void TrySet_EightSlowRepliesTwice_TheClockIsThatSlow()
    {
        var clock = new StoreClock(new CacheClock(_time));
        Set(clock, 50_000_000);

        for (int reply = 1; reply <= 18; reply++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            clock.TrySet(49_500_000 + (reply * 60_000_000L));
        }

        Assert.That(clock.NowMicroseconds, Is.EqualTo(49_500_000 + (18 * 60_000_000L)).Within(10));
    }

    [Test]
    public void VersionOfRun_ServerIsBehindTheClock_IsNotAheadOfThatServer()
    {
        var local = new CacheClock(_time);
        var clock = new StoreClock(local);
        Set(clock, 50_000_000);
        long sentAt = local.Exact;

        Assert.That(clock.VersionOfRun(49_000_000, 49_000_000, sentAt), Is.EqualTo(49_000_000), "an invalidation on that server must be later");
        _time.Advance(TimeSpan.FromMilliseconds(80));
        Assert.That(clock.VersionOfRun(49_000_000, 49_000_000, sentAt), Is.EqualTo(49_080_000).Within(10));
        Assert.That(clock.VersionOfRun(60_000_000, 49_000_000, sentAt), Is.EqualTo(60_000_000), "what the entry has seen counts");
    }

    [Test]
    public void TrySet_NoTimeAtAll_IsRefusedHoweverOften([Values(0, -1, long.MinValue, long.MaxValue)] long microseconds)
    {
        var clock = new StoreClock(new CacheClock(_time));
        long now = clock.NowMicroseconds;

        Assert.That(clock.TrySet(microseconds), Is.False);
        Assert.That(clock.TrySet(microseconds), Is.False);
        Assert.That(clock.NowMicroseconds, Is.EqualTo(now).Within(10));
    }

    [Test]
    public void See_TokenHoursAhead_IsNotFollowed()
    {
        var clock = new StoreClock(new CacheClock(_time));
        long now = clock.NowMicroseconds;

        clock.See(now + 3_600_000_000L);
        Assert.That(clock.NextToken(), Is.EqualTo(now).Within(10));
        clock.See(now + 1_000_000);
        Assert.That(clock.NextToken(), Is.EqualTo(now + 1_000_001));
    }

    /// <summary>A clock of another year: it is believed when it has been read twice.</summary>
    private static void Set(StoreClock clock, long microseconds)
    {
        clock.TrySet(microseconds);
        Assert.That(clock.TrySet(microseconds), Is.True);
    }
}
