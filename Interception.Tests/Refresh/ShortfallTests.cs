using Interception.Configuration;
using Interception.Freshness;
using Interception.Refresh;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class ShortfallTests
{
    private static readonly MethodPolicy Policy = MethodLayer.Empty.ToPolicy(isEnabled: true, concurrency: 4);

    [Test]
    public void Find_OnTarget_IsNone() => Assert.That(Shortfall.Find(Policy, Seen(hits: 1000, stale: 12), shared: 0), Is.Null);

    [Test]
    public void Find_NotAdaptive_IsNone() =>
        Assert.That(Shortfall.Find(Policy with { Check = CheckMode.EveryHit }, Seen(hits: 10, stale: 5), shared: 0), Is.Null);

    [Test]
    public void Find_HitsPayForNoMore_NamesCheckBudgetAndTheShare() => Assert.That(
        Shortfall.Find(Policy, Seen(hits: 10, stale: 2), shared: 0),
        Is.EqualTo("about 20.0 % of the answers are stale lately, and not 1.0 % (StaleTarget): CheckBudget allows no more checks."));

    [Test]
    public void Find_TooManyASecond_NamesThatBound() => Assert.That(
        Shortfall.Find(Policy with { MaxChecksPerSecond = 1 }, Seen(hits: 1000, stale: 20), shared: 0),
        Does.EndWith("(StaleTarget): MaxChecksPerSecond allows no more checks."));

    [Test]
    public void Find_FewerASecondThanAllowed_NamesAnotherReason() => Assert.That(
        Shortfall.Find(Policy with { MaxChecksPerSecond = 3 }, Seen(hits: 1000, stale: 20), shared: 0), Does.EndWith("it is still learning."));

    [Test]
    public void Find_AllMethodsTogether_NamesThatBound() => Assert.That(
        Shortfall.Find(Policy, Seen(hits: 1000, stale: 20), shared: 1e6), Does.EndWith("Refresh:MaxChecksPerSecond allows no more checks."));

    [Test]
    public void Find_NoCheckIsWorthAnything_SaysThatNothingHelps() => Assert.That(
        Shortfall.Find(Policy, Seen(hits: 1000, stale: 900, checks: 10_000), shared: 0), Does.EndWith("so that more checks would prevent nothing."));

    [Test]
    public void Find_PriceStillFalls_SaysThatItIsLearning() => Assert.That(
        Shortfall.Find(Policy, Seen(hits: 1000, stale: 20), shared: 0), Does.EndWith("it is still learning."));

    /// <summary>A price that has seen checks, two a second, each after so many hits.</summary>
    private static CheckPrice Seen(double hits, double stale, int checks = 20)
    {
        var price = new CheckPrice(1);
        for (int i = 0; i < checks; i++)
        {
            price.Add(
                new CheckWindow(hits, stale, AgeSeconds: 5, SecondsSinceOther: 0.5, IsLook: true, IsPaid: true, IsAtLeast: false, IsAtMost: false),
                target: 0.01, perHit: 1, perSecond: double.PositiveInfinity, CheckPrice.Least);
        }

        return price;
    }
}
