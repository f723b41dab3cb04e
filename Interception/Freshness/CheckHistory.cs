namespace Interception.Freshness;

/// <summary>What is known of an answer when its next check is planned. Times are clock ticks of 100 nanoseconds.</summary>
/// <param name="ProvenAt">When the run began that last found the answer right.</param>
/// <param name="CheckedAt">When the last run began, whatever came of it.</param>
/// <param name="PausedUntil">Until when the answer is left alone, whatever else.</param>
/// <param name="Failures">How many checks have failed since one succeeded.</param>
/// <param name="ChangeRate">How often it is expected to change, per second.</param>
/// <param name="HitRate">How often it is expected to be asked for, per second.</param>
/// <param name="Price">What a check must be worth, in stale answers that it prevents.</param>
internal readonly record struct CheckHistory(
    long ProvenAt, long CheckedAt, long PausedUntil, int Failures, double ChangeRate, double HitRate, double Price);
