using CsCheck;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class StoreTimeTests
{
    [Test, Property("Failure", "X18")]
    public void TimeToLive_AnyDuration_IsOneThatAStoreTakes() => Gen.Long.Select(TimeSpan.FromTicks).AllHold(
        10_000,
        duration =>
        {
            long milliseconds = StoreTime.TimeToLive(duration);
            return milliseconds is >= 1 and <= StoreTime.LongestMilliseconds
                && (duration.TotalMilliseconds is < 1 or > StoreTime.LongestMilliseconds || TimeSpan.FromMilliseconds(milliseconds) <= duration);
        });

    [Test, Property("Failure", "X18")]
    public void TimeToLive_AtTheEnds_IsTheLeastOrTheMost()
    {
        Assert.That(StoreTime.TimeToLive(TimeSpan.MinValue), Is.EqualTo(1));
        Assert.That(StoreTime.TimeToLive(TimeSpan.Zero), Is.EqualTo(1));
        Assert.That(StoreTime.TimeToLive(TimeSpan.FromTicks(1)), Is.EqualTo(1));
        Assert.That(StoreTime.TimeToLive(TimeSpan.FromTicks(19_999)), Is.EqualTo(1));
        Assert.That(StoreTime.TimeToLive(TimeSpan.FromDays(30)), Is.EqualTo(30L * 24 * 3_600 * 1_000));
        Assert.That(StoreTime.TimeToLive(TimeSpan.MaxValue), Is.EqualTo(StoreTime.LongestMilliseconds));
    }
}
