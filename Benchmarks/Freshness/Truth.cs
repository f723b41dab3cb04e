namespace Interception.Benchmarks.Freshness;

/// <summary>What each key's answer is at each moment: a number that rises with every change.</summary>
/// <remarks>Changes are drawn key by key, from a random number generator of each key's own: whoever looks when, sees the same changes.</remarks>
internal sealed class Truth(Workload workload, int seed)
{
    private readonly Random?[] _random = new Random?[workload.Keys];
    private readonly double[] _next = new double[workload.Keys];
    private readonly int[] _version = new int[workload.Keys];

    public int Keys => workload.Keys;

    /// <summary>The answer of a key. Time may not go back.</summary>
    public int At(int key, double now)
    {
        Random random = _random[key] ??= Begin(key);
        for (; _next[key] <= now; _version[key]++)
        {
            _next[key] += Wait(random, key, _next[key]);
        }

        return workload.ImportEverySeconds > 0 ? _version[key] + (1_000_000 * (int)(now / workload.ImportEverySeconds)) : _version[key];
    }

    private Random Begin(int key)
    {
        var random = new Random((seed * 1_000_003) + key);
        _next[key] = Wait(random, key, 0);
        return random;
    }

    private double Wait(Random random, int key, double now)
    {
        double wait = random.NextWait(RateAt(key, now));
        double toShift = workload.ShiftAtSeconds - now;

        // Changes have no memory: where the rate shifts, what is still to come is drawn anew.
        return workload.Shift is null || toShift <= 0 || wait <= toShift ? wait : toShift + random.NextWait(RateAt(key, workload.ShiftAtSeconds));
    }

    private double RateAt(int key, double now) =>
        workload.ChangeRates[key] * (workload.Shift is { } shift && now >= workload.ShiftAtSeconds ? shift(key) : 1);
}
