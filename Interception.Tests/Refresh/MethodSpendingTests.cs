using Interception.Configuration;
using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class MethodSpendingTests
{
    private const int Credit = 20;

    private readonly MethodRules _rules = new(MethodLayer.Empty.ToPolicy(isEnabled: true, concurrency: 4));
    private readonly StubEntry _entry = new();

    [Test]
    public void Refund_OfACheck_PaysForAnother()
    {
        MethodSpending spending = Spent();

        spending.Refund(_rules, isVerified: false);

        Assert.That(CanSpend(spending), Is.True);
    }

    [Test]
    public void Refund_OfASample_PaysForNothing()
    {
        MethodSpending spending = Spent();

        spending.Refund(_rules, isVerified: true);

        Assert.That(CanSpend(spending), Is.False, "no hits had paid for it");
    }

    [Test]
    public void Spend_OnASample_LeavesTheChecksThatHitsPayFor()
    {
        MethodSpending spent = Spent(), spending = new();
        for (int sample = 0; sample < Credit; sample++)
        {
            spending.Spend(_rules, now: 0, isVerified: true);
        }

        Assert.That(CanSpend(spending), Is.True);
        Assert.That(spent.CanSpend(_rules, _entry, now: 0, isVerified: true), Is.True, "no hits have to pay for it");
    }

    [Test]
    public void Spend_ChecksThatHitsNeedNotPayFor_AreNotHeldAgainstThem()
    {
        var every = new MethodRules((MethodLayer.Empty with { Check = CheckMode.EveryHit }).ToPolicy(isEnabled: true, concurrency: 4));
        var spending = new MethodSpending();
        for (int check = 0; check < 2 * Credit; check++)
        {
            spending.Spend(every, now: 0, isVerified: false);
        }

        Assert.That(CanSpend(spending), Is.True);
    }

    [Test]
    public void RefundWait_GivesBackWhatItHasCost()
    {
        var rules = new MethodRules((MethodLayer.Empty with { WaitBudget = 0.5 }).ToPolicy(isEnabled: true, concurrency: 4));
        var spending = new MethodSpending();
        while (spending.TrySpendWait(rules))
        {
            // Until none is left.
        }

        spending.RefundWait(rules);
        spending.RefundWait(rules);

        Assert.That(Enumerable.Range(0, 10).Count(_ => spending.TrySpendWait(rules)), Is.InRange(1, 2));
    }

    [Test]
    public void Waits_TwentyAhead_ThenAsManyAsHitsPayFor()
    {
        var rules = new MethodRules((MethodLayer.Empty with { WaitBudget = 0.01 }).ToPolicy(isEnabled: true, concurrency: 4));
        var spending = new MethodSpending();
        Assert.That(Waits(), Is.EqualTo(Credit));

        spending.Earn(rules, hits: 70);
        Assert.That(Waits(), Is.Zero);
        spending.Earn(rules, hits: 430);
        Assert.That(Waits(), Is.EqualTo(5));
        spending.RefundWait(rules);
        Assert.That(Waits(), Is.EqualTo(1));
        spending.Earn(rules, hits: 1_000_000);
        Assert.That(Waits(), Is.EqualTo(Credit), "they are not saved up");

        int Waits() => Enumerable.Range(0, 100).Count(_ => spending.TrySpendWait(rules));
    }

    private MethodSpending Spent()
    {
        var spending = new MethodSpending();
        for (int check = 0; check < Credit; check++)
        {
            Assert.That(CanSpend(spending), Is.True);
            spending.Spend(_rules, now: 0, isVerified: false);
        }

        Assert.That(CanSpend(spending), Is.False);
        return spending;
    }

    private bool CanSpend(MethodSpending spending) => spending.CanSpend(_rules, _entry, now: 0, isVerified: false);
}
