using Interception.Configuration;
using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What a method's checks do once they have shown that its answers change far more often than they did.</summary>
[TestFixture]
internal sealed class RisingRatesTests
{
    private const int RoundSeconds = 60, ChangesUntilNoticed = 4;

    private readonly MethodRules _rules = new(
        new MethodLayer { Check = CheckMode.Adaptive, StaleTarget = 0.01, CheckBudget = 1 }.ToPolicy(isEnabled: true, concurrency: 4));

    private readonly MethodFreshness _freshness = new(new CheckSpending(null));
    private readonly StubEntry[] _entries = [.. Enumerable.Range(0, 20).Select(_ => new StubEntry())];
    private int _rounds;

    [SetUp]
    public void LearnThatNothingChanges()
    {
        for (int round = 0; round < 100; round++)
        {
            Round(_entries, changed: false);
        }
    }

    [Test]
    public void Learn_FourAnswersHaveChanged_OneThatNothingIsKnownOfIsExpectedToChangeAsTheyDo()
    {
        var unknown = new StubEntry();
        Round(_entries[..(ChangesUntilNoticed - 1)], changed: true);
        double before = _freshness.ChangeRateOf(unknown);

        Round([_entries[ChangesUntilNoticed]], changed: true);

        Assert.That(before, Is.LessThan(0.01 / RoundSeconds));
        Assert.That(_freshness.ChangeRateOf(unknown), Is.EqualTo(1d / RoundSeconds).Within(10).Percent);
    }

    [Test]
    public void Learn_AllAnswersHaveChangedOnce_RisesOnce()
    {
        Round(_entries, changed: true);
        double after = _freshness.ChangeRateOf(new StubEntry());

        Round(_entries, changed: false);

        Assert.That(after, Is.EqualTo(1d / RoundSeconds).Within(10).Percent);
        Assert.That(_freshness.ChangeRateOf(new StubEntry()), Is.EqualTo(after / 2).Within(15).Percent, "twenty of forty checks since the first change");
    }

    [Test]
    public void Learn_FourAnswersHaveChanged_ThePriceFallsAtOnceAsFarAsTheRateHasRisen()
    {
        Round(_entries[..(ChangesUntilNoticed - 1)], changed: true);
        double before = _freshness.Costs.Price;

        Round([_entries[ChangesUntilNoticed]], changed: true);

        Assert.That(_freshness.Costs.Price, Is.LessThan(before / 50));
    }

    private void Round(StubEntry[] entries, bool changed)
    {
        long since = _rounds++ * RoundSeconds * TimeSpan.TicksPerSecond, until = since + (RoundSeconds * TimeSpan.TicksPerSecond);
        foreach (StubEntry entry in entries)
        {
            for (int hit = 0; hit < 6; hit++)
            {
                entry.Tally.Hit();
            }

            _freshness.Learn(_rules, entry, changed, since, until, askedByHit: true, isPaid: true);
        }
    }
}
