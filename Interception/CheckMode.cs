namespace Interception;

/// <summary>When a hit asks for a stale check: a run of the method behind the caller's back, compared with what is cached.</summary>
public enum CheckMode
{
    /// <summary>
    /// A hit asks for a check as soon as one prevents enough stale answers: how often each answer changes and is asked for is learned, and
    /// <see cref="MethodOptions.StaleTarget"/>, <see cref="MethodOptions.CheckBudget"/> and <see cref="MethodOptions.MaxChecksPerSecond"/> are kept.
    /// </summary>
    Adaptive,

    /// <summary>The first hit after <see cref="MethodOptions.CheckInterval"/> asks for a check.</summary>
    Interval,

    /// <summary>Each hit asks for a check; an answer is checked once at a time.</summary>
    EveryHit,

    /// <summary>Answers are never checked; they live until <see cref="MethodOptions.Expiry"/>.</summary>
    Off,
}
