using Interception.Storage;
using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>When the breaker lets commands through.</summary>
[TestFixture]
internal sealed class BreakerSilenceTests
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(1);

    [Test]
    public void LetsThrough_WhileAnotherEntersAfterIdleTime_IsTrue()
    {
        var time = new WatchedTime { Now = TimeSpan.FromMinutes(1) };
        var breaker = new Breaker(CommandTimeout, new CacheClock(time), () => { });
        breaker.Close();
        List<bool> seen = [];
        time.Read = () => seen.Add(breaker.LetsThrough);

        bool entered = breaker.TryEnter();

        Assert.That(entered, Is.True);
        Assert.That(seen, Is.Not.Empty.And.All.True);
    }

    [Test]
    public void LetsThrough_AnotherHasWaitedHalfTheTimeout_IsFalse()
    {
        var time = new WatchedTime { Now = TimeSpan.FromMinutes(1) };
        var breaker = new Breaker(CommandTimeout, new CacheClock(time), () => { });
        breaker.Close();
        breaker.TryEnter();
        time.Now += (CommandTimeout / 2) + TimeSpan.FromTicks(1);

        Assert.That(breaker.LetsThrough, Is.False);
    }

    /// <summary>A clock that tells who reads it, so that something can come between.</summary>
    private sealed class WatchedTime : TimeProvider
    {
        private bool _isWatched;

        public TimeSpan Now { get; set; }

        public Action? Read { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            if (!_isWatched)
            {
                _isWatched = true;
                Read?.Invoke();
                _isWatched = false;
            }

            return Now.Ticks;
        }
    }
}
