using Interception.Observation;

namespace Interception.Tests.Observation;

[TestFixture]
internal sealed class JudgementTests
{
    private static readonly PolicyPrediction Prediction = new(CheckMode.Adaptive)
    {
        HitShare = 0.8, WaitShare = 0.01, StaleShare = 0.012, ChecksPerMinute = 3, TimeSavedPerMinute = TimeSpan.FromSeconds(12.4),
    };

    private static readonly MethodObservation Seen = new()
    {
        Method = "IListing.GetAsync",
        Observed = TimeSpan.FromMinutes(5),
        Calls = 1000,
        Failed = 0,
        NotCacheable = 0,
        MeanRunTime = TimeSpan.FromMilliseconds(30),
        RepeatShare = 0.9,
        MeanRepeatInterval = TimeSpan.FromSeconds(2),
        DifferingShare = 0.01,
        MeanResultBytes = 500,
        EstimatedBytes = 2_500_000,
        MissingVaryBy = [],
        Predictions = [Prediction],
    };

    [Test]
    public void Of_RepeatedSlowAndSteady_Cache() => Assert.That(
        Judge(Seen),
        Is.EqualTo((CachingVerdict.Cache, "80 % of the calls would be answered from the cache, 1.2 % of those stale; it saves 12.4 s a minute for 2.5 MB")));

    [Test]
    public void Of_DependsOnWhatIsNotInTheKey_SaysSoBeforeAllElse() => Assert.That(
        Judge(Seen with { MissingVaryBy = ["tenant", "culture"], Calls = 20, MeanRunTime = TimeSpan.Zero }),
        Is.EqualTo((CachingVerdict.AddVaryBy, "equal calls gave different results for different tenant, culture: add it to VaryBy before you cache")));

    [Test]
    public void Of_FewCallsOrFewRepeats_ObserveLonger()
    {
        Assert.That(Judge(Seen with { Calls = 99 }), Is.EqualTo((CachingVerdict.ObserveLonger, "99 calls say too little")));
        Assert.That(Judge(Seen, repeats: 29), Is.EqualTo((CachingVerdict.ObserveLonger, "29 repeated calls say too little")));
    }

    [Test]
    public void Of_NoUse_DoNotCacheAndWhy()
    {
        Assert.That(
            Judge(Seen with { MeanRunTime = TimeSpan.FromMicroseconds(3) }),
            Is.EqualTo((CachingVerdict.DoNotCache, "it takes 3.0 us, which a cache can't shorten much")));
        Assert.That(
            Judge(Seen with { Predictions = [Prediction with { HitShare = 0.15 }] }),
            Is.EqualTo((CachingVerdict.DoNotCache, "only 15 % of the calls would be answered from the cache: equal calls are rare, or further apart than Expiry")));
        Assert.That(
            Judge(Seen with { DifferingShare = 0.97 }),
            Is.EqualTo((CachingVerdict.DoNotCache, "97 % of the repeated calls gave another result than the call before")));
        Assert.That(
            Judge(Seen with { Failed = 501, MeanRunTime = TimeSpan.Zero }), Is.EqualTo((CachingVerdict.DoNotCache, "501 of 1000 calls failed")));
        Assert.That(
            Judge(Seen with { NotCacheable = 501 }),
            Is.EqualTo((CachingVerdict.DoNotCache, "501 of 1000 calls have no key, or a result that can't be compared")));
    }

    private static (CachingVerdict, string) Judge(MethodObservation seen, long repeats = 900) => (Judgement.Of(seen, repeats, out string reason), reason);
}
