using Listings.Cities;
using Listings.Database;
using Microsoft.Data.Sqlite;

namespace Listings.Profile;

/// <summary>Plays the same page views and edits without the cache, observed, and with it, and prints what was predicted and what came of it.</summary>
public static class ProfileRun
{
    /// <summary>The argument that starts a profile instead of the page.</summary>
    public const string Switch = "--profile";

    /// <summary>The exit code when a view was wrong in a way that the policy doesn't allow.</summary>
    public const int WrongViews = 1;

    private const int Seed = 2024;
    private const int Clients = 4;
    private const int ViewsPerClient = 60;

    /// <summary>So that two processors can keep up without a cache, too.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(700);

    /// <summary>The policy that is profiled unless the arguments name another. The budget is left open, for it wins over the interval that views are judged by.</summary>
    private static readonly string[] Adaptive =
    [
        $"--{StalenessPolicy.Section}:Check=Adaptive", $"--{StalenessPolicy.Section}:MaxCheckInterval=3s", $"--{StalenessPolicy.Section}:CheckBudget=100%",
    ];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs the profile.</summary>
    /// <param name="args">Settings as on the command line; the addresses and the database are the profile's own.</param>
    /// <param name="output">Gets the report.</param>
    /// <returns>The exit code: 0 when every view kept the policy's promise.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        args = [.. Adaptive, .. args];
        using var limit = new CancellationTokenSource(Limit);
        City[] cities = [.. CityFile.Read(CityFile.DefaultPath)];
        ViewPlan plan = ViewPlan.Create(Seed, cities, Clients, ViewsPerClient, longestPause: LongestPause);
        await output.WriteLineAsync(
            $"{Clients} clients, {ViewsPerClient} views each of {plan.PageCount} pages, seed {Seed}: uncached, then observed, then cached.");

        (ReplayRecord uncached, StalenessPolicy policy) = await ReplayAsync(args, plan, useCache: false, limit.Token);
        (ReplayRecord observed, _) = await ReplayAsync(
            [.. args, $"--{StalenessPolicy.Section}:Mode", "Observe"], plan, useCache: true, limit.Token);
        (ReplayRecord cached, _) = await ReplayAsync(args, plan, useCache: true, limit.Token);
        Verdict uncachedVerdict = Judged(cities, uncached, policy);
        Verdict cachedVerdict = Judged(cities, cached, policy);

        await output.WriteLineAsync();
        await output.WriteAsync(Report(uncached, uncachedVerdict, cached, cachedVerdict).ToString());
        await output.WriteLineAsync();
        await output.WriteAsync(PredictionTable.Of(observed, cached, cachedVerdict));
        await output.WriteLineAsync();
        await output.WriteLineAsync($"Policy: {policy}.");
        await output.WriteLineAsync("Every page was viewed once more after the last check; these views are judged too.");
        return uncachedVerdict.IsAcceptable && cachedVerdict.IsAcceptable ? 0 : WrongViews;
    }

    private static async Task<(ReplayRecord Record, StalenessPolicy Policy)> ReplayAsync(
        string[] args, ViewPlan plan, bool useCache, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("listings-profile-");
        try
        {
            await using WebApplication app = ListingsApp.Build(
                [.. args, "--urls", "http://127.0.0.1:0", "--Database:Path", Path.Combine(folder.FullName, "cities.db")]);
            await app.StartAsync(cancellationToken);
            StalenessPolicy policy = StalenessPolicy.Read(app.Configuration);
            ReplayRecord record = await Replay.RunAsync(app, plan, useCache, policy.CheckInterval, cancellationToken);
            await app.StopAsync(cancellationToken);
            return (record, policy);
        }
        finally
        {
            SqliteConnection.ClearAllPools(); // or the files would still be open
            folder.Delete(recursive: true);
        }
    }

    private static Verdict Judged(City[] cities, ReplayRecord record, StalenessPolicy policy) =>
        new Judge(new Truth(cities, [.. record.Edits.Select(edit => edit.Edit)]), record, policy).Judged();

    private static ReportTable Report(ReplayRecord uncached, Verdict uncachedVerdict, ReplayRecord cached, Verdict cachedVerdict)
    {
        var before = new Percentiles(uncached.Views.Select(view => view.Took));
        var after = new Percentiles(cached.Views.Select(view => view.Took));
        var table = new ReportTable("", "uncached", "cached");
        AddDuration("p50 of a page view, ms", before.At(50), after.At(50));
        AddDuration("p95 of a page view, ms", before.At(95), after.At(95));
        AddDuration("p99 of a page view, ms", before.At(99), after.At(99));
        AddNumber("database queries", uncached.Queries, cached.Queries);
        AddNumber("page views", uncached.Views.Count, cached.Views.Count);
        AddNumber("edits", uncached.Edits.Count, cached.Edits.Count);
        AddNumber("stale views", uncachedVerdict.Stale, cachedVerdict.Stale);
        AddDuration(
            "longest from an edit to the first correct view, ms", uncachedVerdict.LongestStale, cachedVerdict.LongestStale);
        AddNumber("wrong for longer than allowed", uncachedVerdict.Overdue, cachedVerdict.Overdue);
        AddNumber("wrong in another way", uncachedVerdict.Wrong, cachedVerdict.Wrong);
        return table;

        void AddNumber(string label, long one, long other) =>
            table.Add(label, ReportTable.Number(one), ReportTable.Number(other));

        void AddDuration(string label, TimeSpan one, TimeSpan other) =>
            table.Add(label, ReportTable.Milliseconds(one), ReportTable.Milliseconds(other));
    }
}
