namespace Interception.Benchmarks.Freshness;

/// <summary>Who is asked for how often, and who changes how often. Immutable: one per seed, the same for every subject.</summary>
internal sealed class Workload
{
    public const int Methods = 10;

    private readonly double[] _share;
    private readonly int[] _alias;

    public Workload(string name, double[] hitRates, double[] changeRates)
    {
        (Name, HitRates, ChangeRates, CallsPerSecond) = (name, hitRates, changeRates, hitRates.Sum());
        (_share, _alias) = BuildAliases(hitRates);
    }

    public string Name { get; }

    /// <summary>How often each key is asked for, per second.</summary>
    public double[] HitRates { get; }

    /// <summary>How often the answer of each key changes, per second.</summary>
    public double[] ChangeRates { get; }

    public double CallsPerSecond { get; }

    public int Keys => HitRates.Length;

    /// <summary>What a key's share of the calls, and its rate of changes, are multiplied with at a time; they are steady where this is null.</summary>
    public Func<int, double, double>? HitFactor { get; init; }

    /// <inheritdoc cref="HitFactor"/>
    public Func<int, double, double>? ChangeFactor { get; init; }

    /// <summary>When all keys of a method change at once, besides: every so many seconds; 0 for never.</summary>
    public double ImportEverySeconds { get; init; }

    /// <summary>The method that a key belongs to.</summary>
    public static int MethodOf(int key) => key % Methods;

    /// <summary>The load of table F: Zipf 0.9 over 5,000 keys of 10 methods, 500 calls a second, log-normal rates of change.</summary>
    /// <param name="seed">Which of the many.</param>
    /// <param name="median">The median rate of changes, per second.</param>
    /// <param name="methodSpread">The standard deviation of a method's logarithm.</param>
    /// <param name="keySpread">That of a key's logarithm beside its method's.</param>
    public static Workload Zipf(int seed, double median, double methodSpread, double keySpread)
    {
        const int keys = 5000;
        const double callsPerSecond = 500, exponent = 0.9;
        var random = new Random(seed);
        double[] methods = [.. Enumerable.Range(0, Methods).Select(_ => Math.Exp(methodSpread * random.NextNormal()))];
        int[] ranks = [.. Enumerable.Range(0, keys)];
        random.Shuffle(ranks);
        double[] weights = [.. ranks.Select(rank => Math.Pow(rank + 1, -exponent))];
        double sum = weights.Sum();
        return new Workload(
            "Zipf",
            [.. weights.Select(weight => callsPerSecond * weight / sum)],
            [.. Enumerable.Range(0, keys).Select(key => median * methods[MethodOf(key)] * Math.Exp(keySpread * random.NextNormal()))]);
    }

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
