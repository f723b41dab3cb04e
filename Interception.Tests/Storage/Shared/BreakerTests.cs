using Interception.Storage;
using Interception.Storage.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BreakerTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _clock = new();
    private int _openings;

    [SetUp]
    public void ForgetOpenings() => _openings = 0;

    [Test]
    public void TryEnter_BeforeContact_LetsNothingThrough()
    {
        Breaker breaker = New();

        Assert.That(breaker.IsOpen, Is.True);
        Assert.That(breaker.TryEnter(), Is.False);
        breaker.Close();
        Assert.That(breaker.TryEnter(), Is.True);
        Assert.That(_openings, Is.Zero);
    }

    [Test]
    public void Failed_FiveTimesWithinASecond_Opens()
    {
        Breaker breaker = Closed();
        for (int i = 1; i <= Breaker.FailuresToOpen; i++)
        {
            Assert.That(breaker.IsOpen, Is.False, $"after {i - 1} failures");
            _clock.Advance(Breaker.Window / 4);
            Fail(breaker);
        }

        Assert.That(breaker.IsOpen, Is.True);
        Assert.That(_openings, Is.EqualTo(1));
    }

    [Test]
    public void Failed_OftenButSlowly_StaysClosed()
    {
        Breaker breaker = Closed();
        for (int i = 0; i < 20; i++)
        {
            _clock.Advance((Breaker.Window / 4) + TimeSpan.FromMilliseconds(1));
            Fail(breaker);
        }

        Assert.That(breaker.IsOpen, Is.False);
    }

    [Test]
    public void Close_AfterFailures_ForgetsThem()
    {
        Breaker breaker = Closed();
        for (int i = 0; i < Breaker.FailuresToOpen - 1; i++)
        {
            Fail(breaker);
        }

        breaker.Close();
        Fail(breaker);

        Assert.That(breaker.IsOpen, Is.False);
    }

    [Test]
    public void Open_AfterFailures_ForgetsThem()
    {
        Breaker breaker = Closed();
        for (int i = 0; i < Breaker.FailuresToOpen - 1; i++)
        {
            Fail(breaker);
        }

        breaker.Open();
        breaker.Close();
        Fail(breaker);

        Assert.That(breaker.IsOpen, Is.False);
    }

    [Test]
    public void Open_Twice_TellsOnce()
    {
        Breaker breaker = Closed();

        breaker.Open();
        breaker.Open();

        Assert.That(_openings, Is.EqualTo(1));
        Assert.That(breaker.TryEnter(), Is.False);
    }

    [Test]
    public void TryEnter_StoreSilentForHalfATimeout_JoinsNobody()
    {
        Breaker breaker = Closed();
        Assert.That(breaker.TryEnter(), Is.True);

        _clock.Advance((Timeout / 2) - TimeSpan.FromMilliseconds(1));
        Assert.That(breaker.TryEnter(), Is.True, "not yet");
        _clock.Advance(TimeSpan.FromMilliseconds(2));

        Assert.That(breaker.LetsThrough, Is.False);
        Assert.That(breaker.TryEnter(), Is.False);
        Assert.That(breaker.IsOpen, Is.False);
        breaker.Answered();
        Assert.That(breaker.TryEnter(), Is.True, "it is not silent any more, though one still waits");
    }

    [Test]
    public void TryEnter_NobodyWaits_IsLetThroughHoweverLongAgoTheLastAnswerWas()
    {
        Breaker breaker = Closed();
        Assert.That(breaker.TryEnter(), Is.True);
        breaker.Answered();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That(breaker.TryEnter(), Is.True);
        Assert.That(breaker.TryEnter(), Is.True, "the silence began when the first began to wait");
    }

    [Test]
    public void Failed_LastThatWaited_EndsTheSilence()
    {
        Breaker breaker = Closed();
        Assert.That(breaker.TryEnter(), Is.True);
        _clock.Advance(Timeout);

        breaker.Failed();

        Assert.That(breaker.TryEnter(), Is.True);
    }

    private static void Fail(Breaker breaker)
    {
        Assert.That(breaker.TryEnter(), Is.True);
        breaker.Failed();
    }

    private Breaker New() => new(Timeout, new CacheClock(_clock), () => _openings++);

    private Breaker Closed()
    {
        Breaker breaker = New();
        breaker.Close();
        return breaker;
    }
}
