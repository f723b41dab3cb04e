using System.Globalization;
using Interception.Configuration;
using Interception.Freshness;
using Interception.Lookup;
using Interception.Refresh;
using Interception.Storage;

namespace Interception.Composition;

/// <summary>Puts into words what is known of a call's answer, and of its method's settings.</summary>
internal static class Explainer
{
    public static CallExplanation Explain(SteeredCall call, ExplainedAnswer answer, long now)
    {
        CachedMethod method = call.Method;
        MethodPolicy policy = method.Rules.Policy;
        IReadOnlyList<PolicySetting> settings = PolicyText.Write(policy, policy.Origins);
        var explanation = new CallExplanation
        {
            Method = method.Plan.Name, KeyDigest = answer.KeyDigest, Place = AnswerPlace.None, Policy = settings,
            Reason = call.Unknown is { } unknown ? $"its VaryBy '{unknown}' reads null here: the call goes to the method"
                : answer.KeyDigest is null ? "its arguments make no key: the call goes to the method"
                : "nothing is cached: the next call waits for a run",
        };
        if (answer.Entry is { } entry)
        {
            return Explain(explanation, method.Lane, entry, policy, now);
        }

        return answer.Stored is { } stored
            ? explanation with { Place = AnswerPlace.Redis, Age = Since(stored.ProvenAt, now), Reason = "the next call reads it from Redis, and plans its check then" }
            : explanation;
    }

    private static CallExplanation Explain(CallExplanation explanation, CheckLane lane, Entry entry, MethodPolicy policy, long now)
    {
        double changeRate = lane.Freshness.ChangeRateOf(entry);
        double age = Ticks.ToSeconds(now - entry.ProvenAt);
        return explanation with
        {
            Place = AnswerPlace.Memory,
            Age = Since(entry.ProvenAt, now),
            SinceLastCheck = Since(entry.CheckedAt, now),
            LastOutcome = OutcomeOf(entry),
            ChangesPerHour = 3600 * changeRate,
            HitsPerHour = 3600 * lane.Freshness.HitRateOf(entry, now),
            StaleProbability = ChangeModel.StaleProbability(changeRate * age),
            NextCheckIn = entry.NextCheckAt == FreshnessPolicy.Never ? null : TimeSpan.FromTicks(Math.Max(0, Math.Max(entry.NextCheckAt, now) - now)),
            Reason = ReasonOf(lane, entry, policy, now),
        };
    }

    private static string OutcomeOf(Entry entry) => entry switch
    {
        { Failures: > 0 } => string.Create(CultureInfo.InvariantCulture, $"failed, {entry.Failures} times in a row"),
        { IsReproven: true } => "unchanged",
        { IsSuccessor: true } => "changed",
        _ => "none yet: it is the first answer",
    };

    private static string ReasonOf(CheckLane lane, Entry entry, MethodPolicy policy, long now) => entry switch
    {
        { IsCheckPending: true } => "a check is queued or running",
        { Failures: > 0 } => "it is left alone for a while, because its checks fail",
        _ when entry.PausedUntil > now => "it is left alone for a while: a budget is spent, or another node is running the method",
        _ => policy.Check switch
        {
            CheckMode.Off => "Check is Off",
            CheckMode.EveryHit => "Check is EveryHit",
            CheckMode.Interval when lane.Rules.FixedCheckInterval < policy.CheckInterval =>
                $"it is checked before it expires: Expiry is {TimeText(policy.Expiry)}, CheckInterval {TimeText(policy.CheckInterval)}",
            CheckMode.Interval => $"CheckInterval is {TimeText(policy.CheckInterval)}",
            _ => AdaptiveReasonOf(lane, entry, policy, now),
        },
    };

    private static string AdaptiveReasonOf(CheckLane lane, Entry entry, MethodPolicy policy, long now)
    {
        TimeSpan planned = TimeSpan.FromTicks(entry.NextCheckAt - entry.ProvenAt);
        string worth = string.Create(
            CultureInfo.InvariantCulture,
            $"a check now prevents {lane.Freshness.WorthOf(entry, now):0.###} stale answers, and must prevent {lane.Freshness.Costs.Price:0.###}");
        return entry.Shared is { DisputedVersion: > 0 } ? "another node has found another answer at the same time, and the next check decides"
            : entry.NextCheckAt == entry.WaitAt ? $"it is likely stale then (WaitWhenLikelyStale), so the caller waits; {worth}"
            : planned <= policy.MinCheckInterval ? $"MinCheckInterval is {TimeText(policy.MinCheckInterval)}; {worth}"
            : planned >= 0.95 * lane.Rules.LongestCheckInterval ? $"it is not left alone for longer than {TimeText(lane.Rules.LongestCheckInterval)}; {worth}"
            : worth;
    }

    private static string TimeText(TimeSpan time) => Configuration.Parsing.DurationText.Write(time);

    private static TimeSpan Since(long ticks, long now) => TimeSpan.FromTicks(Math.Max(0, now - ticks));
}
