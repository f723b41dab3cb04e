using Interception.Refresh;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class HoldoutTrialTests
{
    private const int Most = 10_000;

    [Test]
    public void Report_OfOneCallOfAKind_IsNone()
    {
        var trial = new HoldoutTrial();
        Add(trial, isUncached: true, ticks: 100, count: 5);
        Add(trial, isUncached: false, ticks: 10, count: 1);

        Assert.That(trial.Report(), Is.Null);
    }

    [Test]
    public void Report_OfTwoCallsOfEachKind_IsThere()
    {
        var trial = new HoldoutTrial();
        Add(trial, isUncached: true, ticks: 100, count: 2);
        Add(trial, isUncached: false, ticks: 10, count: 2);

        Assert.That(trial.Report()?.UncachedCalls, Is.EqualTo(2));
    }

    [Test]
    public void Draw_SmallShare_TimesAsManyOthersAndLeavesMostAlone()
    {
        bool?[] drawn = [.. Enumerable.Range(0, Most).Select(_ => HoldoutTrial.Draw(0.05))];

        foreach (bool isUncached in (bool[])[true, false])
        {
            Assert.That(drawn.Count(one => one == isUncached), Is.EqualTo(0.05 * Most).Within(160), "seven standard deviations");
        }
    }

    /// <remarks>The half-width of 95 % around the difference of two means, each of which has the variance of its values over their number.</remarks>
    [Test]
    public void Report_KnownValues_HasTheirMeansAndTheErrorOfTheDifference()
    {
        var trial = new HoldoutTrial();
        foreach (int ticks in (int[])[80, 100, 120, 100])
        {
            trial.Add(isUncached: true, ticks * TimeSpan.TicksPerMillisecond);
            trial.Add(isUncached: false, ticks / 10 * TimeSpan.TicksPerMillisecond);
        }

        HoldoutReport report = trial.Report()!;

        const double variance = 800d / 3;
        Assert.That(
            (report.UncachedCalls, report.UncachedTime, report.CachedCalls, report.CachedTime),
            Is.EqualTo((4L, TimeSpan.FromMilliseconds(100), 4L, TimeSpan.FromMilliseconds(10))));
        Assert.That(
            report.SavedPerCallError.TotalMilliseconds, Is.EqualTo(1.96 * Math.Sqrt((variance / 4) + (variance / 400))).Within(0.01));
    }

    /// <remarks>Of the calls before, half of their weight is left after 5,000 more, a quarter after 10,000: after 40,000 less than a hundredth.</remarks>
    [Test]
    public void Report_TheDatabaseBecomesFaster_ForgetsHowSlowItWas()
    {
        var trial = new HoldoutTrial();
        Add(trial, isUncached: true, ticks: 100_000, Most);
        Add(trial, isUncached: false, ticks: 10, count: 2);

        Add(trial, isUncached: true, ticks: 1_000, 4 * Most);

        HoldoutReport report = trial.Report()!;
        Assert.That(report.UncachedTime.Ticks, Is.InRange(1_000, 2_000));
        Assert.That(report.UncachedCalls, Is.EqualTo(5 * Most), "all are counted");
    }

    private static void Add(HoldoutTrial trial, bool isUncached, long ticks, int count)
    {
        for (int call = 0; call < count; call++)
        {
            trial.Add(isUncached, ticks);
        }
    }
}
