using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>What observing a load predicts is what caching the same load comes to.</summary>
[TestFixture]
internal sealed class PredictionTests
{
    private const int Keys = 200, Calls = 30_000;

    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(20);

    [Test]
    public async Task Prediction_IsCloseToWhatCachingComesTo(
        [Values("steady", "bursty", "drifting")] string load, [Values(CheckMode.Adaptive, CheckMode.Interval, CheckMode.EveryHit)] CheckMode check)
    {
        await using CacheHost observed = Start(check, CacheMode.Observe);
        await PlayAsync(observed, load);
        MethodObservation seen = observed.Cache.Report().Observed.Single(one => one.Calls > 0);
        PolicyPrediction predicted = seen.Predictions[0];
        Assert.That(observed.Origin.Runs, Is.EqualTo(Calls));
        Assert.That(predicted.Check, Is.EqualTo(check));

        await using CacheHost cached = Start(check, CacheMode.Cache);
        long stale = await PlayAsync(cached, load);
        MethodReport report = cached.Cache.Report().Methods.Single(one => one.Hits > 0);
        double hitShare = report.Hits / Calls;
        double staleShare = stale / report.Hits;
        double checks = report.Unchanged + report.Changed;
        TimeSpan savedPerMinute = report.TimeSaved / seen.Observed.TotalMinutes;

        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{load} {check}: hits {predicted.HitShare:P1} / {hitShare:P1}, stale {predicted.StaleShare:P2} / {staleShare:P2}, checks {predicted.ChecksPerMinute * seen.Observed.TotalMinutes:0} / {checks:0}, saved {predicted.TimeSavedPerMinute.TotalSeconds:0.0} / {savedPerMinute.TotalSeconds:0.0} s"));
        Assert.That(hitShare, Is.GreaterThan(0.5));
        Assert.That(staleShare, Is.GreaterThan(0));
        Assert.That(predicted.HitShare, Is.EqualTo(hitShare).Within(0.05));
        Assert.That(predicted.StaleShare, Is.EqualTo(staleShare).Within(Math.Max(0.02, 0.2 * staleShare)));
        Assert.That(predicted.ChecksPerMinute * seen.Observed.TotalMinutes, Is.EqualTo(checks).Within(20).Percent);
        Assert.That(predicted.TimeSavedPerMinute.TotalSeconds, Is.EqualTo(savedPerMinute.TotalSeconds).Within(20).Percent);
        Assert.That(seen.EstimatedBytes, Is.EqualTo(report.EntryBytes).Within(20).Percent);
    }

    private static CacheHost Start(CheckMode check, CacheMode mode) => CacheHost.OfSource(method =>
    {
        (method.Mode, method.Check, method.Expiry) = (mode, check, TimeSpan.FromMinutes(5));
        method.CheckInterval = check == CheckMode.Interval ? TimeSpan.FromSeconds(20) : null;
    });

    /// <summary>Plays the same calls at the same times, whatever stands before the method.</summary>
    /// <returns>How many answers were stale.</returns>
    private static async Task<long> PlayAsync(CacheHost host, string load)
    {
        var random = new Random(7);
        DateTimeOffset start = host.Clock.GetUtcNow(), now = start;
        int[] versions = new int[Keys];
        double[] weights = [.. Enumerable.Range(1, Keys).Select(rank => 1 / (double)rank)];
        double sum = weights.Sum();
        long stale = 0;
        host.Origin.BeforeSync = (id, _) =>
        {
            host.Origin.Text = $"version{versions[id]}";
            host.Clock.Advance(RunTime);
        };
        for (int i = 0; i < Calls; i++)
        {
            double gap = 0.025 + (0.1 * -Math.Log(1 - random.NextDouble()) * (load == "bursty" && i % 1000 < 800 ? 0.1 : 1));
            now += TimeSpan.FromSeconds(gap);
            for (int key = 0; key < Keys; key++)
            {
                double everySeconds = 60 * (1 + (key % 7 * 10)) * (load == "drifting" && i > Calls / 2 ? 0.2 : 1);
                versions[key] += random.NextDouble() < gap / everySeconds ? 1 : 0;
            }

            double drawn = random.NextDouble() * sum;
            int asked = 0;
            for (; drawn > weights[asked] && asked < Keys - 1; asked++)
            {
                drawn -= weights[asked];
            }

            if (now > host.Clock.GetUtcNow())
            {
                host.Clock.SetUtcNow(now);
            }

            string expected = $"version{versions[asked]}-{asked}";
            stale += host.Source.Get(asked, default) == expected ? 0 : 1;
            await host.IdleAsync();
        }

        return stale;
    }
}
