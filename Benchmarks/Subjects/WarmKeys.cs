using System.Globalization;

namespace Interception.Benchmarks.Subjects;

/// <summary>The calls that are measured in turn: enough that no cache can live on its last answer.</summary>
internal static class WarmKeys
{
    public const int Count = 256;

    /// <summary>Arguments that were made anew: a cache that kept the strings of <see cref="Warm"/> finds other instances here.</summary>
    public static CityKey[] Create() =>
        [.. Enumerable.Range(0, Count).Select(id => new CityKey(id, string.Create(CultureInfo.InvariantCulture, $"region-{id % 16}")))];

    /// <summary>Makes every measured call once, in one shape, and proves that a second time the method does not run.</summary>
    /// <exception cref="InvalidOperationException">The method ran on warm keys: the benchmark would measure misses.</exception>
    public static void Warm(ICities cities, RunCounter runs, CallShape shape) =>
        Warm(cities, runs, () => new WarmCalls(cities).RunAsync(shape).GetAwaiter().GetResult());

    /// <summary>Makes calls, and proves that a second time their methods do not run.</summary>
    /// <exception cref="InvalidOperationException">A method ran on warm keys: the benchmark would measure misses.</exception>
    public static void Warm(object service, RunCounter runs, Action call)
    {
        call();
        long before = runs.Count;
        call();
        if (before == 0 || runs.Count != before)
        {
            throw new InvalidOperationException(
                $"{service.GetType()}: the method ran {before} times on cold keys and {runs.Count - before} times on warm ones;"
                + " expected some and none. Nothing is measured, since it would not be hits.");
        }
    }
}
