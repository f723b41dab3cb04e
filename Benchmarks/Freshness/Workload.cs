namespace Interception.Benchmarks.Freshness;

/// <summary>Who is asked for how often, and who changes how often. Immutable: one per seed, the same for every subject.</summary>
internal sealed class Workload
{
    public const int Methods = 10;

    private readonly double[] _share;
    private readonly int[] _alias;

    public Workload(double[] hitRates, double[] changeRates)
    {
        (HitRates, ChangeRates, CallsPerSecond) = (hitRates, changeRates, hitRates.Sum());
        (_share, _alias) = BuildAliases(hitRates);
    }

    /// <summary>How often each key is asked for, per second.</summary>
    public double[] HitRates { get; }

    /// <summary>How often the answer of each key changes, per second.</summary>
    public double[] ChangeRates { get; }

    public double CallsPerSecond { get; }

    public int Keys => HitRates.Length;

    /// <summary>Which part of a key's calls are made at a time; all of them where this is null.</summary>
    public Func<int, double, double>? HitFactor { get; init; }

    /// <summary>What each key's rate of changes is multiplied with from <see cref="ShiftAtSeconds"/> on; nothing where this is null.</summary>
    public Func<int, double>? Shift { get; init; }

    public double ShiftAtSeconds { get; init; }

    /// <summary>How often all answers change at once, besides: every so many seconds; 0 for never.</summary>
    public double ImportEverySeconds { get; init; }

    /// <summary>The method that a key belongs to.</summary>
    public static int MethodOf(int key) => key % Methods;

    /// <summary>The key of the next call, chosen by the hit rates.</summary>
    public int NextKey(Random random)
    {
        int key = random.Next(Keys);
        return random.NextDouble() < _share[key] ? key : _alias[key];
    }

    /// <remarks>Source: Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE TSE 17 (1991).</remarks>
    private static (double[] Share, int[] Alias) BuildAliases(double[] weights)
    {
        double mean = weights.Average();
        double[] share = [.. weights.Select(weight => weight / mean)];
        int[] alias = [.. Enumerable.Range(0, weights.Length)];
        var small = new Stack<int>(alias.Where(i => share[i] < 1));
        var large = new Stack<int>(alias.Where(i => share[i] >= 1));
        while (small.TryPop(out int below) && large.TryPop(out int above))
        {
            alias[below] = above;
            share[above] -= 1 - share[below];
            (share[above] < 1 ? small : large).Push(above);
        }

        return (share, alias);
    }
}
