namespace Interception.Freshness;

/// <summary>
/// What follows from taking the changes of an answer for a Poisson process: changes come at a steady rate, and none knows of the others.
/// </summary>
/// <remarks>
/// Source of the model: Cho and Garcia-Molina, "Estimating frequency of change", ACM Transactions on Internet Technology 3 (2003). Rates are
/// per second, ages and intervals in seconds. <c>x</c> is a rate times an age: how many changes are expected by then. Pure, and total: for
/// every rate and age that is not negative, infinity included, the result is a number within its bounds.
/// </remarks>
internal static class ChangeModel
{
    /// <summary>Below this the differences of nearly equal numbers are replaced by the first terms of their series.</summary>
    private const double Small = 1e-3;

    /// <summary>The probability that an answer has changed within x: 1 - e^-x.</summary>
    public static double StaleProbability(double x) => x < Small ? x * (1 - (x * (0.5 - (x / 6)))) : 1 - Math.Exp(-x);

    /// <summary>Which share of answers spread evenly over x is expected to be stale: the mean of <see cref="StaleProbability"/>.</summary>
    public static double StaleShare(double x) =>
        x < Small ? x * (0.5 - (x * ((1d / 6) - (x / 24)))) : double.IsPositiveInfinity(x) ? 1 : 1 - (StaleProbability(x) / x);

    /// <summary>How many changes are expected where it is known that there was at least one: x / (1 - e^-x).</summary>
    public static double ChangesGivenChange(double x) => x < Small ? 1 + (x * (0.5 + (x / 12))) : x / StaleProbability(x);
}
