using Interception.Configuration;
using Interception.Freshness;
using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>What a method's checks may cost, and how their price follows what is asked for.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CheckCostsTests
{
    private const double ChangeRate = 1d / 300;

    private const long Second = TimeSpan.TicksPerSecond;

    private readonly StubEntry _entry = new();
    private long _now = TimeSpan.FromDays(1).Ticks;

    [Test]
    public void TrySpend_Adaptive_TwentyAheadAndThenAsHitsPayForThem()
    {
        CheckCosts costs = New();
        MethodRules rules = Rules();
        Assert.That(Spend(costs, rules), Is.EqualTo(20));

        Account(costs, rules, newHits: 50);

        Assert.That(Spend(costs, rules), Is.EqualTo(5), "one for ten hits");
    }

    [Test]
    public void TrySpendWait_Refunded_IsThereAgain()
    {
        CheckCosts costs = New();
        MethodRules rules = Rules(layer => layer with { WaitBudget = 0.01 });
        int waits = Enumerable.Range(0, 100).Count(_ => costs.TrySpendWait(rules));

        costs.RefundWait(rules);

        Assert.That((waits, costs.TrySpendWait(rules), costs.TrySpendWait(rules)), Is.EqualTo((20, true, false)));
    }

    [Test]
    public void Price_ChecksAreRefused_RisesThoughAnswersAreStale([Values] bool areRefused)
    {
        CheckCosts costs = New();
        MethodRules rules = Rules();
        for (int window = 0; window < 50; window++)
        {
            Assert.That(areRefused && Spend(costs, rules) > 20, Is.False);
            Account(costs, rules, hits: 100, seconds: 3600);
        }

        Assert.That(costs.Price, areRefused ? Is.GreaterThan(1) : Is.LessThan(1));
    }

    [Test]
    public void Price_MoreAreStaleThanTheModelSays_Falls([Values(0.25, 4)] double calibration)
    {
        CheckCosts costs = New();
        for (int window = 0; window < 50; window++)
        {
            Account(costs, Rules(), hits: 100, seconds: 6, calibration: calibration); // A hundredth of them, as wanted.
        }

        Assert.That(costs.Price, calibration > 1 ? Is.LessThan(1) : Is.GreaterThan(1));
    }

    [TestCase(0.5, true)]
    [TestCase(2, false)]
    public void Price_SoManyChecksASecond_RisesAboveTheNumber(double perSecond, bool isEnough)
    {
        CheckCosts costs = New();
        MethodRules rules = Rules(layer => layer with { MaxChecksPerSecond = 1 });
        for (int window = 0; window < 200; window++)
        {
            _now += (long)(Second / perSecond);
            Account(costs, rules, hits: 600, seconds: 60);
        }

        Assert.That(costs.Price, isEnough ? Is.LessThan(1) : Is.GreaterThan(1));
    }

    [Test]
    public void Price_SoManyChecksASecondOfAllMethods_RisesAboveTheNumber()
    {
        var spending = new CheckSpending(1);
        var costs = new CheckCosts(spending);
        double first = spending.Price;
        for (int window = 0; window < 200; window++)
        {
            _now += Second / 2;
            Account(costs, Rules(), hits: 600, seconds: 60);
        }

        Assert.That(spending.Price, Is.GreaterThan(first));
    }

    [Test]
    public void Price_NoCheckCanComeEarlier_StandsStill()
    {
        CheckCosts costs = New();
        MethodRules rules = Rules(layer => layer with { MinCheckInterval = TimeSpan.FromDays(1), MaxCheckInterval = TimeSpan.FromDays(2) });
        for (int window = 0; window < 200; window++)
        {
            Account(costs, rules, hits: 100, seconds: 3600);
        }

        Assert.That(costs.Price, Is.EqualTo(1), "or it would run away from where it matters");
    }

    [Test]
    public void FindShortfall_MoreAreStaleThanWanted_SaysWhy()
    {
        CheckCosts costs = New();
        Assert.That(costs.FindShortfall(Rules()), Is.Null);

        Account(costs, Rules(), hits: 5, seconds: 3600);

        Assert.That(costs.FindShortfall(Rules()), Does.EndWith("CheckBudget allows no more checks."));
    }

    private static CheckCosts New() => new(new CheckSpending(null));

    private static MethodRules Rules(Func<MethodLayer, MethodLayer>? change = null)
    {
        MethodLayer layer = MethodLayer.Empty with { Check = CheckMode.Adaptive, CheckBudget = 0.1, StaleTarget = 0.01 };
        return new MethodRules((change?.Invoke(layer) ?? layer).ToPolicy(isEnabled: true, concurrency: 4));
    }

    /// <summary>How many of a hundred checks that are asked for at once may be made.</summary>
    private int Spend(CheckCosts costs, MethodRules rules) =>
        Enumerable.Range(0, 100).Count(_ => costs.TrySpend(rules, _entry, _now, isVerified: false));

    /// <summary>A check that was made after so many hits in so many seconds.</summary>
    private void Account(CheckCosts costs, MethodRules rules, double hits = 10, double seconds = 1, double newHits = 0, double calibration = 1) =>
        costs.Account(
            rules, new AnswerSpan(hits, AskedByLast: false, ChangeRate, seconds, double.PositiveInfinity), calibration, newHits, hitRate: hits / seconds, _now,
            isLook: true, isPaid: true);
}
