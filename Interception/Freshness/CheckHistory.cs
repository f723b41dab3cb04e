namespace Interception.Freshness;

/// <summary>What is known of an answer when its next check is planned. Times are clock ticks of 100 nanoseconds.</summary>
/// <param name="CheckedAt">When the last run began, whatever came of it.</param>
/// <param name="EndedAt">When the last run ended.</param>
/// <param name="Failures">How many checks have failed since one succeeded.</param>
internal readonly record struct CheckHistory(long CheckedAt, long EndedAt, int Failures);
