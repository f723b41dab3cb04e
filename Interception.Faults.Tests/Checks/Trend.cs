namespace Interception.Faults.Tests.Checks;

/// <summary>A straight line through samples taken at equal distances, by least squares.</summary>
/// <param name="Mean">The mean of the samples.</param>
/// <param name="Growth">How much higher the line is at the last sample than at the first.</param>
internal readonly record struct Trend(double Mean, double Growth)
{
    /// <summary>The growth as a share of the mean, in percent.</summary>
    public double GrowthPercent => Mean > 0 ? 100 * Growth / Mean : 0;

    /// <summary>Draws the line.</summary>
    /// <param name="samples">Two at least.</param>
    public static Trend Through(IReadOnlyCollection<double> samples)
    {
        double mean = samples.Average(), middle = (samples.Count - 1) / 2d;
        double slope = samples.Select((sample, at) => (at - middle) * (sample - mean)).Sum()
            / samples.Select((_, at) => (at - middle) * (at - middle)).Sum();
        return new Trend(mean, slope * (samples.Count - 1));
    }
}
