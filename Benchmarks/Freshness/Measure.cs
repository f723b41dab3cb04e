namespace Interception.Benchmarks.Freshness;

/// <summary>A figure over several seeds.</summary>
internal readonly record struct Measure(double Mean, double Least, double Most)
{
    public static Measure Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new Measure(all.Average(), all.Min(), all.Max());
    }
}
