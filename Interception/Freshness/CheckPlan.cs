namespace Interception.Freshness;

/// <summary>When something is to be done about an answer, in clock ticks.</summary>
/// <param name="CheckAt">From when on a hit asks for a check.</param>
/// <param name="WaitAt">From when on it also waits for it. Never before the check.</param>
internal readonly record struct CheckPlan(long CheckAt, long WaitAt);
