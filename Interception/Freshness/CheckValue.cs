namespace Interception.Freshness;

/// <summary>What a check is worth: how many stale answers it prevents, in the long run, compared with waiting a little longer.</summary>
/// <remarks>
/// An answer that is asked for h times a second and changes L times a second is checked at the first hit after an age of d. Each round,
/// from one check to the next, lasts d + 1/h and serves h (d - (1 - e^-Ld) / L) + 1 - q e^-Ld stale answers, with q = h / (h + L). Among all
/// ways to spend a number of checks, the fewest answers are stale where
/// <code>(h / L) (1 - e^-x (1 + q x)),  x = L d,</code>
/// is the same for all answers: it is the Lagrange multiplier of that number, and what one more check would prevent. It rises with the age, from 0 to h / L,
/// which an answer that changes more often than it is asked for can't exceed: checking that one is of no use, however old it is.
/// Source of the setting: Azar, Horvitz, Lubetzky, Peres and Shahaf, "Tractable near-optimal policies for crawling", PNAS 115 (2018), and
/// Kolobov, Peres, Lu and Horvitz, "Staying up to date with online content changes", NeurIPS 2019; there checks come on a schedule, here only from hits,
/// which is the q. Pure. Rates are per second, ages in seconds.
/// </remarks>
internal static class CheckValue
{
    /// <summary>What a check is worth at an age.</summary>
    public static double At(double hitRate, double changeRate, double ageSeconds)
    {
        double x = changeRate * ageSeconds;
        double q = hitRate / (hitRate + changeRate);
        return changeRate <= 0 ? 0 : hitRate / changeRate * (double.IsPositiveInfinity(x) ? 1 : Worth(x, q));
    }

    /// <summary>The age at which a check is worth so much.</summary>
    /// <returns>Infinity if it never is.</returns>
    public static double AgeWhen(double worth, double hitRate, double changeRate)
    {
        if (changeRate <= 0 || hitRate <= 0 || worth * changeRate >= hitRate)
        {
            return double.PositiveInfinity;
        }

        // Newton's method, kept between bounds: the function rises, but not with a rising slope.
        double wanted = worth * changeRate / hitRate;
        double q = hitRate / (hitRate + changeRate);
        (double low, double high) = (0, 1);
        while (Worth(high, q) < wanted)
        {
            (low, high) = (high, high * 2);
        }

        double x = (low + high) / 2;
        for (int i = 0; i < MaxSteps; i++)
        {
            double error = Worth(x, q) - wanted;
            (low, high) = error < 0 ? (x, high) : (low, x);
            double slope = Math.Exp(-x) * (1 - q + (q * x));
            double next = slope > 0 ? x - (error / slope) : high;
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - x) <= Precision * next)
            {
                return next / changeRate;
            }

            x = next;
        }

        return x / changeRate;
    }

    private const int MaxSteps = 60;

    /// <summary>A check a thousandth too early or too late costs nothing.</summary>
    private const double Precision = 1e-3;

    /// <summary>1 - e^-x (1 + q x).</summary>
    private static double Worth(double x, double q) => x < 1e-4
        ? x * (1 - q + (x * (q - 0.5)))
        : 1 - (Math.Exp(-x) * (1 + (q * x)));
}
