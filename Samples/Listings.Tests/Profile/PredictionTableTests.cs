using Interception;
using Listings.Profile;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class PredictionTableTests
{
    [Test]
    public void Of_ObservedAndCached_PutsThePredictionBesideWhatWasMeasured()
    {
        var observed = Record(new CacheReport([]) { Observed = [Seen] });
        var cached = Record(new CacheReport([Measured]));

        string text = PredictionTable.Of(observed, cached, new Listings.Profile.Verdict(Stale: 9, Overdue: 0, Wrong: 0, TimeSpan.Zero));

        string[] lines = text.Split(Environment.NewLine);
        Assert.That(lines[0], Is.EqualTo("Observed: Cache - it pays"));
        Assert.That(lines[2..^1].Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), Is.EqualTo(new[]
        {
            new[] { "Interval", "predicted", "measured" },
            ["hits, % of the calls", "80.0", "90.0"],
            ["stale, % of the hits", "5.0", "10.0"],
            ["checks, % of the calls", "20.0", "7.0"],
            ["saved a call, ms", "16.0", "27.0"],
            ["memory, kB", "12.3", "4.0"],
        }));
    }

    private static MethodObservation Seen => new()
    {
        Method = "IListing.Get",
        Verdict = CachingVerdict.Cache,
        Reason = "it pays",
        Observed = TimeSpan.FromMinutes(2),
        Calls = 100,
        Failed = 0,
        NotCacheable = 0,
        MeanRunTime = TimeSpan.FromMilliseconds(20),
        RepeatShare = 0.9,
        MeanRepeatInterval = TimeSpan.FromSeconds(1),
        DifferingShare = 0.1,
        MeanResultBytes = 100,
        EstimatedBytes = 12_345,
        MissingVaryBy = [],
        Predictions =
        [
            new PolicyPrediction(CheckMode.Interval)
            {
                HitShare = 0.8, WaitShare = 0, StaleShare = 0.05, ChecksPerMinute = 10, TimeSavedPerMinute = TimeSpan.FromSeconds(1),
            },
        ],
    };

    private static MethodReport Measured => new()
    {
        Method = "IListing.Get",
        Check = CheckMode.Interval,
        Hits = 90,
        Waits = 0,
        Misses = 10,
        Bypasses = 0,
        MeanRunTime = TimeSpan.FromMilliseconds(30),
        Unchanged = 4,
        Changed = 2,
        Failed = 1,
        Overtaken = 0,
        Refused = 0,
        OverBudget = 0,
        StaleShare = 0.1,
        StaleShareError = 0.01,
        Verified = 0,
        VerifiedStaleShare = null,
        LongestStale = TimeSpan.Zero,
        CheckPrice = null,
        Shortfall = null,
        Entries = 4,
        EntryBytes = 4000,
    };

    private static ReplayRecord Record(CacheReport report) => new([], [], [], 0, report);
}
