namespace Interception.Benchmarks.HitRatio;

/// <summary>Which keys are asked for, one after the other: always the same ones.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Keys">The keys, without end.</param>
internal sealed record Trace(string Name, IEnumerable<int> Keys)
{
    /// <summary>How many answers each cache has room for: every trace asks for more.</summary>
    public const int Room = 1_000;

    public static readonly Trace[] All =
    [
        new("Zipf 0.7 of 100,000 keys", Zipf(0.7, 100_000)),
        new("Zipf 0.9 of 100,000 keys", Zipf(0.9, 100_000)),
        new("Zipf 1.1 of 100,000 keys", Zipf(1.1, 100_000)),
        new("Zipf 0.9 of 10,000 keys, a scan of 5,000 others after every 10,000 calls", WithScans(Zipf(0.9, 10_000), every: 10_000, length: 5_000)),
        new("Zipf 1.0 of 20,000 keys, all of them new after every 100,000 calls", Moving(Zipf(1.0, 20_000), every: 100_000, by: 20_000)),
        new("loop over 1,200 keys", Loop(1_200)),
        new("loop over 2,000 keys", Loop(2_000)),
        new("loop over 3,000 keys, every other call Zipf 0.9 of 10,000 keys", Mixed(Loop(3_000), Zipf(0.9, 10_000))),
    ];

    /// <summary>Key n is asked for in proportion to 1 / n to the power of the exponent.</summary>
    private static IEnumerable<int> Zipf(double exponent, int count)
    {
        double[] sums = new double[count];
        double sum = 0;
        for (int key = 0; key < count; key++)
        {
            sums[key] = sum += Math.Pow(key + 1, -exponent);
        }

        var random = new Random(1);
        while (true)
        {
            int found = Array.BinarySearch(sums, random.NextDouble() * sum);
            yield return found < 0 ? ~found : found;
        }
    }

    private static IEnumerable<int> Loop(int count)
    {
        for (int call = 0; ; call++)
        {
            yield return call % count;
        }
    }

    private static IEnumerable<int> WithScans(IEnumerable<int> keys, int every, int length)
    {
        int calls = 0, scanned = 0;
        foreach (int key in keys)
        {
            yield return key;
            for (int left = ++calls % every == 0 ? length : 0; left > 0; left--)
            {
                yield return -1 - scanned++; // Never asked for again.
            }
        }
    }

    private static IEnumerable<int> Moving(IEnumerable<int> keys, int every, int by)
    {
        int calls = 0;
        foreach (int key in keys)
        {
            yield return key + (calls++ / every * by);
        }
    }

    private static IEnumerable<int> Mixed(IEnumerable<int> some, IEnumerable<int> others) =>
        some.Zip(others).SelectMany(static pair => (int[])[-1 - pair.First, pair.Second]);
}
