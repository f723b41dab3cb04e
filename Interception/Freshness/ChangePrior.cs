namespace Interception.Freshness;

/// <summary>What is known of an answer's rate of changes before and after some have been seen.</summary>
/// <remarks>
/// The rates of a method's answers differ by orders of magnitude, so the prior is a mixture of five Gamma distributions of shape 1/2, whose means lie ten times apart; the
/// mean of the whole is the method's pooled rate. With one of them alone, an answer that changes a hundred times as often as the others would take hundreds of checks to be
/// believed. The posterior is the same mixture, each part weighted by how likely it makes what was seen, and the estimate is its mean.
/// Source: conjugate mixtures, Gelman et al., "Bayesian Data Analysis", 3rd edition, section 2.4 and chapter 22. Pure.
/// </remarks>
internal static class ChangePrior
{
    /// <summary>The shape: what is known beforehand is worth half a change.</summary>
    private const double Shape = 0.5;

    /// <summary>The sum of the factors below, each with its weight: so that the mean of the mixture is the pooled rate.</summary>
    private const double Mean = 12.421;

    private static readonly (double Factor, double Weight)[] Parts = [(0.01 / Mean, 0.1), (0.1 / Mean, 0.2), (1 / Mean, 0.4), (10 / Mean, 0.2), (100 / Mean, 0.1)];

    /// <summary>The estimated rate, per second.</summary>
    /// <param name="changes">How many changes were seen.</param>
    /// <param name="seconds">In what time.</param>
    /// <param name="pooled">How often the method's answers change, per second; above 0.</param>
    public static double RateAfter(double changes, double seconds, double pooled)
    {
        if (changes == 0 && seconds == 0)
        {
            return pooled; // The mean of the mixture, which a miss needs not sum up: nothing has been seen of a new answer.
        }

        // The likelihood of each part, up to what is common to all: (b / (b + T))^a (b + T)^-X, taken relative to the pooled rate so that nothing overflows.
        double middle = Shape / pooled;
        double sum = 0, weighted = 0;
        foreach ((double factor, double weight) in Parts)
        {
            double scale = middle / factor;
            double logarithm = (Shape * Math.Log(scale / (scale + seconds))) - (changes * Math.Log((scale + seconds) / (middle + seconds)));
            double likelihood = weight * Math.Exp(Math.Clamp(logarithm, -600, 600));
            sum += likelihood;
            weighted += likelihood * (changes + Shape) / (scale + seconds);
        }

        return weighted / sum;
    }
}
