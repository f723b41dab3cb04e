using System.Collections.Concurrent;
using System.Globalization;

namespace Interception.Benchmarks.Freshness;

/// <summary>Tries the library's freshness against other policies, writes tables and charts, and fails where a bound is broken.</summary>
internal static class FreshnessProgram
{
    public const string Flag = "--freshness";

    private static readonly int[] Seeds = [1, 2, 3, 4, 5], FewerSeeds = [1, 2, 3];

    /// <summary>Runs it.</summary>
    /// <param name="directory">Where tables and charts go; null for a small run that keeps nothing.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string? directory)
    {
        bool isSmall = directory is null;
        Contest[] contests = isSmall ? [Contest.All[1]] : Contest.All;
        var played = new Dictionary<(Contest, int), List<Placing>>();
        using var cores = new SemaphoreSlim(Environment.ProcessorCount);
        await Task.WhenAll(from contest in contests from seed in SeedsOf(contest) select PlayAsync(contest, seed));
        Dictionary<int, TargetResult> targets = isSmall ? [] : await PlayTargetsAsync();
        ILookup<bool, ShiftResult>? shifts = isSmall ? null : await PlayShiftsAsync();

        var table = new FreshnessTable([.. contests.Select(contest => (contest, SeedsOf(contest).Select(seed => played[(contest, seed)]).ToArray()))], targets, shifts);
        Console.WriteLine(table.Text);
        if (directory is not null)
        {
            Directory.CreateDirectory(directory);
            await File.WriteAllTextAsync(Path.Combine(directory, "README.md"), table.Text);
            FreshnessCharts.Write(directory, table);
        }

        foreach (string broken in table.FindBroken())
        {
            Console.Error.WriteLine($"BROKEN {broken}");
        }

        return table.FindBroken().Any() ? 1 : 0;

        int[] SeedsOf(Contest contest) => isSmall ? [1] : Array.IndexOf(Contest.All, contest) < Contest.TableRows ? Seeds : FewerSeeds;

        async Task PlayAsync(Contest contest, int seed)
        {
            await cores.WaitAsync();
            try
            {
                Placing adaptive = await Task.Run(() => Contestants.PlayAdaptiveAsync(contest, seed));
                List<Placing> placings = [adaptive];
                if (!isSmall)
                {
                    placings.Add(await Task.Run(() => Contestants.PlayAdaptiveAsync(contest, seed, waitAbove: 0.5)));
                }

                placings.AddRange(await Task.Run(() => Contestants.PlayOthersAsync(contest, seed, adaptive.Result.RunsPerSecond, onlyBounds: isSmall)));
                lock (played)
                {
                    played[(contest, seed)] = placings;
                }

                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{contest.Name}, {contest.RunsPerSecond}/s, seed {seed}: {100 * adaptive.Result.StaleShare:0.0} % stale"));
            }
            finally
            {
                cores.Release();
            }
        }

        async Task<ILookup<bool, ShiftResult>> PlayShiftsAsync()
        {
            var results = new ConcurrentBag<(bool AreAll, ShiftResult Result)>();
            await Parallel.ForEachAsync(
                from seed in Seeds from areAll in (bool[])[true, false] select (seed, areAll),
                async (one, _) => results.Add((one.areAll, await ShiftResult.PlayAsync(one.seed, one.areAll))));
            return results.ToLookup(one => one.AreAll, one => one.Result);
        }

        async Task<Dictionary<int, TargetResult>> PlayTargetsAsync()
        {
            Dictionary<int, TargetResult> results = [];
            await Parallel.ForEachAsync(Seeds, async (seed, _) =>
            {
                TargetResult result = await TargetResult.PlayAsync(seed);
                lock (results)
                {
                    results[seed] = result;
                }
            });
            return results;
        }
    }
}
