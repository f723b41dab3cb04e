using System.Globalization;

namespace Interception.Observation;

/// <summary>Whether a method that was observed should be cached, and why. Pure.</summary>
internal static class Judgement
{
    /// <summary>Below that nothing is said.</summary>
    private const int EnoughCalls = 100, EnoughRepeats = 30;

    /// <summary>Where equal calls differ that often, most answers are wrong before anybody asks for them.</summary>
    private const double MostlyDiffering = 0.5;

    /// <summary>Where fewer calls would be hits, the cache costs as much as it saves.</summary>
    private const double WorthwhileHits = 0.2;

    /// <summary>A hit takes about 50 nanoseconds and a miss some microseconds: a method that takes no longer gains nothing.</summary>
    private static readonly TimeSpan WorthwhileRun = TimeSpan.FromMicroseconds(20);

    /// <summary>Judges.</summary>
    /// <param name="one">What was observed.</param>
    /// <param name="repeats">How many calls repeated an earlier one.</param>
    /// <param name="reason">Why, in a sentence with figures.</param>
    public static CachingVerdict Of(MethodObservation one, long repeats, out string reason)
    {
        PolicyPrediction own = one.Predictions[0];
        (CachingVerdict verdict, reason) =
            one.MissingVaryBy.Count > 0 ? (CachingVerdict.AddVaryBy, Text(
                $"equal calls gave different results for different {string.Join(", ", one.MissingVaryBy)}: add it to VaryBy before you cache"))
            : one.Calls < EnoughCalls ? (CachingVerdict.ObserveLonger, Text($"{one.Calls} calls say too little"))
            : one.NotCacheable > one.Calls / 2 ? (CachingVerdict.DoNotCache, Text($"{one.NotCacheable} of {one.Calls} calls have no key, or a result that can't be compared"))
            : one.Failed > one.Calls / 2 ? (CachingVerdict.DoNotCache, Text($"{one.Failed} of {one.Calls} calls failed"))
            : one.MeanRunTime < WorthwhileRun ? (CachingVerdict.DoNotCache, Text($"it takes {one.MeanRunTime.TotalMicroseconds:0.0} us, which a cache can't shorten much"))
            : own.HitShare + own.WaitShare < WorthwhileHits ? (CachingVerdict.DoNotCache, Text(
                $"only {own.HitShare:P0} of the calls would be answered from the cache: equal calls are rare, or further apart than Expiry"))
            : repeats < EnoughRepeats ? (CachingVerdict.ObserveLonger, Text($"{repeats} repeated calls say too little"))
            : one.DifferingShare > MostlyDiffering ? (CachingVerdict.DoNotCache, Text(
                $"{one.DifferingShare:P0} of the repeated calls gave another result than the call before"))
            : (CachingVerdict.Cache, Text(
                $"{own.HitShare:P0} of the calls would be answered from the cache, {own.StaleShare:P1} of those stale; it saves {own.TimeSavedPerMinute.TotalSeconds:0.0} s a minute for {one.EstimatedBytes / 1e6:0.0} MB"));
        return verdict;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
