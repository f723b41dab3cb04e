using Interception.Faults.Node.Load;
using Interception.Faults.Node.Services;
using Interception.Faults.Node.Watch;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Tests.Load;

[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CallRecorderTests
{
    private readonly CallRecorder _recorder = new(new LogWatch(new CanaryTrap([])));

    [Test]
    public void Answered_OtherKeyThanAskedFor_IsWrong()
    {
        _recorder.Answered(1, "a", new Reading(2, "a", 1, "c"), floor: 0, at: 1);

        Assert.That(_recorder.Mark().Wrong, Has.Length.EqualTo(1));
    }

    [Test]
    public void Answered_OtherTenantThanAsked_IsWrong()
    {
        _recorder.Answered(1, "a", new Reading(1, "b", 1, "c"), floor: 0, at: 1);

        Assert.That(_recorder.Mark().Wrong, Has.Length.EqualTo(1));
    }

    [Test]
    public void Answered_OlderThanServedBeforeTheCall_IsARegression()
    {
        _recorder.Answered(1, "a", new Reading(1, "a", 5, "c"), floor: 0, at: 1);

        _recorder.Answered(1, "a", new Reading(1, "a", 4, "c"), floor: _recorder.Newest(1, "a"), at: 2);

        Assert.That(_recorder.Mark().Regressions, Is.EqualTo(["1 a: 4 after 5"]));
    }

    [Test]
    public void Answered_OlderButBegunBefore_IsNoRegression()
    {
        _recorder.Answered(1, "a", new Reading(1, "a", 5, "c"), floor: 0, at: 1);

        _recorder.Answered(1, "a", new Reading(1, "a", 4, "c"), floor: 0, at: 2);

        Assert.That(_recorder.Mark().Regressions, Is.Empty);
    }

    [Test]
    public void TakeAnswers_SameAnswerTwice_CountsItAndBeginsAnew()
    {
        var reading = new Reading(1, "a", 5, "c");
        _recorder.Answered(1, "a", reading, floor: 0, at: 10);
        _recorder.Answered(1, "a", reading, floor: 0, at: 20);

        Assert.That(_recorder.TakeAnswers(), Is.EqualTo([new ServedAnswer(reading, 2, 10, 20)]));
        Assert.That(_recorder.TakeAnswers(), Is.Empty);
    }
}
