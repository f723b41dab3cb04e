namespace Interception.Benchmarks.Freshness;

/// <summary>The loads that caches are tried under: that of the acceptance table, and four that break its assumptions.</summary>
internal static class Workloads
{
    private const double Hour = 3600;

    /// <summary>Zipf 0.9 over 5,000 keys of 10 methods, 500 calls a second, log-normal rates of change.</summary>
    /// <param name="seed">Which of the many.</param>
    /// <param name="median">The median rate of changes, per second.</param>
    /// <param name="methodSpread">The standard deviation of a method's logarithm.</param>
    /// <param name="keySpread">That of a key's logarithm beside its method's.</param>
    public static Workload Zipf(int seed, double median, double methodSpread, double keySpread)
    {
        (double[] hits, double[] changes) = Draw(seed, callsPerSecond: 500, median, methodSpread, keySpread);
        return new Workload(hits, changes);
    }

    /// <summary>One change an hour in the middle, and spreads of 2.5: some answers change every few seconds, some never.</summary>
    public static Workload Spread(int seed) => Zipf(seed, 1 / Hour, 2.5, 2.5);

    /// <summary>One change in ten minutes in the middle, and a spread of 1 between keys: answers that are much alike.</summary>
    public static Workload Alike(int seed) => Zipf(seed, 6 / Hour, 0, 1);

    /// <summary>Keys are asked for in bursts of a minute, one minute in five, and hardly between them.</summary>
    public static Workload Bursty(int seed)
    {
        (double[] hits, double[] changes) = Draw(seed, callsPerSecond: 1000, 1 / Hour, 2.5, 2.5);
        return new Workload(hits, changes)
        {
            // Knuth's multiplicative hash: which minutes are a key's own, as good as at random.
            HitFactor = static (key, now) => unchecked((uint)((key * 7919) + (int)(now / 60)) * 2654435769u) < 0.2 * uint.MaxValue ? 1 : 0.05,
        };
    }

    /// <summary>The load rises and falls twentyfold, in a day of one hour.</summary>
    public static Workload Diurnal(int seed)
    {
        (double[] hits, double[] changes) = Draw(seed, callsPerSecond: 800, 1 / Hour, 2.5, 2.5);
        return new Workload(hits, changes) { HitFactor = (_, now) => (1 - (0.905 * Math.Cos(2 * Math.PI * now / Hour))) / 1.905 };
    }

    /// <summary>Every half hour an import changes everything, and little changes between.</summary>
    public static Workload Import(int seed)
    {
        (double[] hits, double[] changes) = Draw(seed, callsPerSecond: 500, 0.1 / Hour, 1, 1);
        return new Workload(hits, changes) { ImportEverySeconds = Hour / 2 };
    }

    /// <summary>When the measurement begins, the answers of half of the methods begin to change a hundred times as often, and of the others a hundredth.</summary>
    public static Workload Shift(int seed)
    {
        (double[] hits, double[] changes) = Draw(seed, callsPerSecond: 500, 1 / Hour, 1, 1);
        return new Workload(hits, changes)
        {
            ShiftAtSeconds = Trial.WarmUp.TotalSeconds, Shift = static key => Workload.MethodOf(key) % 2 == 0 ? 100 : 0.01,
        };
    }

    /// <summary>Five hot keys a method, whose answers change once a minute in the first method and once a day in the last: 1 % stale can be reached.</summary>
    public static Workload Reachable() => Reachable(slower: 1, shiftAt: 0, shift: null);

    /// <summary>The same, but as many times slower, until the rates shift.</summary>
    public static Workload Reachable(double slower, double shiftAt, Func<int, double>? shift)
    {
        const int keys = 5 * Workload.Methods;
        double fastest = 60 / Hour / slower, slowest = 1 / (24 * Hour) / slower;
        return new Workload(
            [.. Enumerable.Repeat(10d, keys)],
            [.. Enumerable.Range(0, keys).Select(key => fastest * Math.Pow(slowest / fastest, Workload.MethodOf(key) / (Workload.Methods - 1d)))])
        {
            ShiftAtSeconds = shiftAt, Shift = shift,
        };
    }

    private static (double[] Hits, double[] Changes) Draw(int seed, double callsPerSecond, double median, double methodSpread, double keySpread)
    {
        const int keys = 5000;
        const double exponent = 0.9;
        var random = new Random(seed);
        double[] methods = [.. Enumerable.Range(0, Workload.Methods).Select(_ => Math.Exp(methodSpread * random.NextNormal()))];
        int[] ranks = [.. Enumerable.Range(0, keys)];
        random.Shuffle(ranks);
        double[] weights = [.. ranks.Select(rank => Math.Pow(rank + 1, -exponent))];
        double sum = weights.Sum();
        return (
            [.. weights.Select(weight => callsPerSecond * weight / sum)],
            [.. Enumerable.Range(0, keys).Select(key => median * methods[Workload.MethodOf(key)] * Math.Exp(keySpread * random.NextNormal()))]);
    }
}
