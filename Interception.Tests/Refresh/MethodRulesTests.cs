using Interception.Configuration;
using Interception.Refresh;

namespace Interception.Tests.Refresh;

/// <summary>Intervals between checks keep within the expiry, with time to spare for a check.</summary>
[TestFixture]
internal sealed class MethodRulesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [TestCase(1, 5, 5)]
    [TestCase(1, 60, 8)]
    [TestCase(9, 60, 9)]
    public void LongestCheckInterval_IsWithinTheExpiryButNotBelowTheShortest(int min, int max, int expected)
    {
        MethodRules rules = Rules(layer => layer with { MinCheckInterval = min * Minute, MaxCheckInterval = max * Minute });

        Assert.That(rules.LongestCheckInterval, Is.EqualTo(expected * Minute));
    }

    [TestCase(5, 5)]
    [TestCase(60, 8)]
    public void FixedCheckInterval_IsWithinTheExpiry(int interval, int expected) =>
        Assert.That(Rules(layer => layer with { CheckInterval = interval * Minute }).FixedCheckInterval, Is.EqualTo(expected * Minute));

    private static MethodRules Rules(Func<MethodLayer, MethodLayer> change) =>
        new(change(MethodLayer.Empty with { Expiry = 10 * Minute }).ToPolicy(isEnabled: true, concurrency: 4));
}
