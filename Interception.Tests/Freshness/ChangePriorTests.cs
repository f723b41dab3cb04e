using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class ChangePriorTests
{
    [TestCase(1e-6)]
    [TestCase(0.5)]
    [TestCase(1e3)]
    public void RateAfter_NothingWasSeen_IsThePooledRateThatTheMixtureComesTo(double pooled)
    {
        Assert.That(ChangePrior.RateAfter(0, 0, pooled), Is.EqualTo(pooled));
        Assert.That(ChangePrior.RateAfter(0, double.Epsilon, pooled), Is.EqualTo(pooled).Within(1e-9).Percent, "summed up, as soon as anything was seen");
    }
}
