using System.Globalization;

namespace Listings.Nodes;

/// <summary>How often the listing ran for each page and check interval, over all nodes.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Pages">The pages that were looked at.</param>
/// <param name="Duration">For how long.</param>
/// <param name="CheckInterval">The check interval.</param>
public sealed record RunRate(long Runs, int Pages, TimeSpan Duration, TimeSpan CheckInterval)
{
    /// <summary>The runs for a page in an interval; one node that is looked at often enough needs 1 at most.</summary>
    public double PerPageAndInterval => Runs / (Pages * (Duration / CheckInterval));

    /// <summary>Writes it with two decimals; a dash when nobody looked.</summary>
    public override string ToString() =>
        Duration == TimeSpan.Zero ? "-" : PerPageAndInterval.ToString("0.00", CultureInfo.InvariantCulture);
}
