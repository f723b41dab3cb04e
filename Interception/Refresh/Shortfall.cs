using System.Globalization;
using Interception.Configuration;
using Interception.Freshness;

namespace Interception.Refresh;

/// <summary>Says why a method's share of stale answers can't be brought to its target.</summary>
internal static class Shortfall
{
    /// <summary>A share that is less than a fifth above its target is on target: no estimate is better.</summary>
    private const double Tolerance = 1.2;

    /// <summary>A budget of which that much is asked for is spent.</summary>
    private const double Spent = 0.9;

    /// <summary>The reason, with the share that is held instead.</summary>
    /// <param name="policy">The method's policy.</param>
    /// <param name="price">Its price, with what it has seen lately.</param>
    /// <param name="shared">The price that Refresh:MaxChecksPerSecond sets.</param>
    /// <returns>Null if the target is reached, or there is none.</returns>
    public static string? Find(MethodPolicy policy, CheckPrice price, double shared)
    {
        if (policy.Check != CheckMode.Adaptive || price.StaleShare <= Tolerance * policy.StaleTarget)
        {
            return null;
        }

        string reason = price.ChecksPerSecond >= Spent * policy.MaxChecksPerSecond ? "MaxChecksPerSecond allows no more checks"
            : price.ChecksPerHit >= Spent * policy.CheckBudget ? "CheckBudget allows no more checks"
            : shared > price.Current ? "Refresh:MaxChecksPerSecond allows no more checks"
            : price.Current <= CheckPrice.Least ? "its answers change between one hit and the next, so that more checks would prevent nothing"
            : "it is still learning";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"about {100 * price.StaleShare:0.0#} % of the answers are stale lately, and not {100 * policy.StaleTarget:0.0#} % (StaleTarget): {reason}.");
    }
}
