using System.Globalization;
using System.Text;
using BitFaster.Caching;
using BitFaster.Caching.Lfu;
using BitFaster.Caching.Lru;
using BitFaster.Caching.Scheduler;
using Interception.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks.HitRatio;

/// <summary>Which share of calls finds its answer where there is room for a part of the keys: this library and BitFaster's caches, given the same calls.</summary>
internal static class HitRatioProgram
{
    public const string Flag = "--hit-ratio";

    private const int Calls = 1_000_000;

    private static readonly (string Name, Func<int[], int> CountRuns)[] Caches =
    [
        ("Interception", CountRunsOfOurs),
        ("BitFaster ConcurrentLru", keys => CountRuns(new ConcurrentLru<int, int>(1, Trace.Room, EqualityComparer<int>.Default), keys)),
        ("BitFaster ConcurrentLfu", keys => CountRuns(
            new ConcurrentLfu<int, int>(1, Trace.Room, new ForegroundScheduler(), EqualityComparer<int>.Default), keys)), // Nothing left to chance.
    ];

    /// <summary>Runs it.</summary>
    /// <param name="directory">Where the table goes; null to print it only.</param>
    public static async Task RunAsync(string? directory)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # Hit ratio: which share of calls finds its answer

            {DateTime.UtcNow:yyyy-MM-dd}, Interception {typeof(IMethodCache).Assembly.GetName().Version}, BitFaster.Caching {typeof(ConcurrentLru<,>).Assembly.GetName().Version}.
            Room for {Trace.Room:N0} answers, {Calls:N0} calls from one thread, the same for all; "Interception" is the library itself with `Memory:MaxEntries`. The traces are
            those of Benchmarks/HitRatio/Trace.cs, and neither time nor machine plays a part. Made by `./build.sh --target=HitRatio --size=full`.

            | hits, % | {string.Join(" | ", Caches.Select(cache => cache.Name))} |
            | --- | {string.Join(" | ", Caches.Select(_ => "---:"))} |

            """));
        foreach (Trace trace in Trace.All)
        {
            int[] keys = [.. trace.Keys.Take(Calls)];
            string row = string.Join(" | ", Caches.Select(cache => (100d * (Calls - cache.CountRuns(keys)) / Calls).ToString("0.0", CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"| {trace.Name} | {row} |\n");
        }

        Console.Write(text);
        if (directory is not null)
        {
            Directory.CreateDirectory(directory);
            await File.WriteAllTextAsync(Path.Combine(directory, "README.md"), text.ToString());
        }
    }

    private static int CountRuns(ICache<int, int> cache, int[] keys)
    {
        int runs = 0;
        foreach (int key in keys)
        {
            cache.GetOrAdd(key, one => ++runs + one);
        }

        return runs;
    }

    private static int CountRunsOfOurs(int[] keys)
    {
        using CacheHost<ICities> host = new ServiceCollection().AddCachedCities(options => options.Memory.MaxEntries = Trace.Room).StartWithFront<ICities>();
        foreach (int key in keys)
        {
            host.Service.Find(key, "");
        }

        return (int)host.Runs.Count;
    }
}
