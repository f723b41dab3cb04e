namespace Interception.Benchmarks.Freshness;

/// <summary>Random numbers of other distributions than the uniform one.</summary>
internal static class RandomExtensions
{
    /// <summary>A normal one, of mean 0 and standard deviation 1. Source: Box and Muller, 1958.</summary>
    public static double NextNormal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The time to the next event of so many a second.</summary>
    public static double NextWait(this Random random, double rate) => -Math.Log(1 - random.NextDouble()) / rate;
}
