namespace Interception.Benchmarks.Freshness;

/// <summary>Plays a contest for each contestant, at the same number of runs.</summary>
internal static class Contestants
{
    public const string Adaptive = "Interception, Adaptive";
    public const string Waiting = "Interception, waiting at 50 %, 2 % at most";
    public const string Interval = "Interception, Interval";
    public const string IntervalModel = "fixed interval";
    public const string Ttl = "TTL";
    public const string Oracle = "oracle";
    public const string AdaptiveModel = "Adaptive as a model";

    /// <summary>The share of callers who may wait.</summary>
    public const double MostWaits = 0.02;

    /// <summary>The library with nothing but its budget to keep to.</summary>
    public static async Task<Placing> PlayAdaptiveAsync(Contest contest, int seed, double waitAbove = 1)
    {
        LibrarySubject? library = null;
        double reported = 0;
        TrialResult result = await Trial.RunAsync(
            contest.Workload(seed), seed,
            truth => library = new LibrarySubject(
                truth,
                method =>
                {
                    (method.Check, method.StaleTarget, method.CheckBudget) = (CheckMode.Adaptive, 0.0001, 1);
                    (method.WaitWhenLikelyStale, method.WaitBudget) = (waitAbove, MostWaits);
                },
                contest.RunsPerSecond),
            () => reported = library!.ReportedStaleShare);
        return new Placing(waitAbove < 1 ? Waiting : Adaptive, result, reported);
    }

    /// <summary>All others, each with the setting at which it runs the method as often as the library did.</summary>
    public static async Task<List<Placing>> PlayOthersAsync(Contest contest, int seed, double runsPerSecond, bool onlyBounds)
    {
        Workload workload = contest.Workload(seed);
        List<Placing> placings = [];
        double interval = await AddAsync(IntervalModel, (truth, seconds) => new IntervalModel(truth, workload, seconds), 0.5, 1e5);
        TrialResult library = await Trial.RunAsync(
            workload, seed,
            truth => new LibrarySubject(truth, method => (method.Check, method.CheckInterval) = (CheckMode.Interval, TimeSpan.FromSeconds(interval))));
        placings.Add(new Placing(Interval, library));
        await AddAsync(Oracle, (truth, price) => new OracleModel(truth, workload, price), 1e-4, 1e4);
        await AddAsync(AdaptiveModel, (truth, price) => new AdaptiveModel(truth, workload, price), 1e-4, 1e4);
        await AddAsync(Ttl, (truth, seconds) => new TtlModel(truth, workload, seconds), 0.5, 1e5);
        if (!onlyBounds)
        {
            await AddAsync("eager at 80 %", (truth, seconds) => new EagerModel(truth, workload, seconds), 0.5, 1e5);
            await AddAsync("XFetch", (truth, seconds) => new EarlyModel(truth, workload, seconds, seed), 0.5, 1e5);
            await AddAsync("Alex rule", (truth, share) => new AlexModel(truth, workload, share), 1e-3, 1e3);
            await AddAsync("every hit, bounded", (truth, setting) => new EveryHitModel(truth, workload, 1 / setting), 1e-3, 10);
        }

        return placings;

        async Task<double> AddAsync(string name, Func<Truth, double, Subject> create, double low, double high)
        {
            (double setting, TrialResult result) = await Tuning.FindAsync(workload, seed, runsPerSecond, create, low, high);
            placings.Add(new Placing(name, result));
            return setting;
        }
    }
}
