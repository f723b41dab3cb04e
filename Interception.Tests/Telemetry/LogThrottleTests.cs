using Interception.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Telemetry;

[TestFixture]
internal sealed class LogThrottleTests
{
    [Test]
    public void MayWrite_OnceASecond()
    {
        var clock = new FakeTimeProvider();
        var throttle = new LogThrottle();

        Assert.That(throttle.MayWrite(clock), Is.True);
        Assert.That(throttle.MayWrite(clock), Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.That(throttle.MayWrite(clock), Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(throttle.MayWrite(clock), Is.True);
        Assert.That(throttle.MayWrite(clock), Is.False);
    }

    [Test]
    public void MayWrite_ManyThreadsAtOnce_LetsOneThrough()
    {
        var clock = new FakeTimeProvider();
        var throttle = new LogThrottle();
        int written = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref written, throttle.MayWrite(clock) ? 1 : 0));

        Assert.That(written, Is.EqualTo(1));
    }

    [Test]
    public void LogOnce_Run_WritesOnceForEachKind()
    {
        var log = new LogOnce();
        var written = new List<string>();

        log.Run(typeof(int), () => written.Add("int"));
        log.Run(typeof(int), () => written.Add("int again"));
        log.Run(typeof(string), () => written.Add("string"));

        Assert.That(written, Is.EqualTo((string[])["int", "string"]));
    }
}
