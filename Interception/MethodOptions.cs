namespace Interception;

/// <summary>The settings of one method. What is <see langword="null"/> comes from the attribute, then from the defaults.</summary>
public sealed class MethodOptions
{
    /// <summary>Whether the method is cached. The default is <see cref="CacheMode.Cache"/>.</summary>
    public CacheMode? Mode { get; set; }

    /// <summary>
    /// The hard limit: an answer that was last proven right longer ago is never served, and the caller waits for a new run.
    /// 10 milliseconds to 30 days; the default is 10 minutes. It counts from the start of the run that proved the answer.
    /// </summary>
    public TimeSpan? Expiry { get; set; }

    /// <summary>
    /// When a hit asks for a stale check. The default is <see cref="CheckMode.Adaptive"/>; where only a <see cref="CheckInterval"/> is given, <see cref="CheckMode.Interval"/>.
    /// </summary>
    public CheckMode? Check { get; set; }

    /// <summary>
    /// For <see cref="CheckMode.Interval"/>: the time between two checks of one answer. 10 milliseconds to 30 days; the default is 30 seconds.
    /// No more than four fifths of <see cref="Expiry"/> count.
    /// </summary>
    public TimeSpan? CheckInterval { get; set; }

    /// <summary>For <see cref="CheckMode.Adaptive"/>: the shortest time between two checks of one answer. 10 milliseconds to 30 days; the default is 1 second.</summary>
    public TimeSpan? MinCheckInterval { get; set; }

    /// <summary>
    /// For <see cref="CheckMode.Adaptive"/>: the longest time between two checks of one answer that is still asked for, as far as the budgets allow.
    /// 10 milliseconds to 30 days, and no less than <see cref="MinCheckInterval"/>; the default is 10 minutes. No more than four fifths of <see cref="Expiry"/> count.
    /// </summary>
    public TimeSpan? MaxCheckInterval { get; set; }

    /// <summary>
    /// For <see cref="CheckMode.Adaptive"/>: the share of answers that may be stale. 0.0001 to 1 (0.01% to 100%); the default is 0.01 (1%).
    /// Budgets win over it; a target that can't be reached is reported.
    /// </summary>
    public double? StaleTarget { get; set; }

    /// <summary>For <see cref="CheckMode.Adaptive"/>: checks per hit at most. 0.0001 to 1 (0.01% to 100%); the default is 0.1 (10%).</summary>
    public double? CheckBudget { get; set; }

    /// <summary>Checks of this method a second at most, in this process and in every mode, those apart that a call inside another check waits for, and refreshes by hand. 0.001 to 1,000,000; the default is none, which is no bound. Each closed form of a generic method has its own.</summary>
    public double? MaxChecksPerSecond { get; set; }

    /// <summary>
    /// For <see cref="CheckMode.Adaptive"/>: when an answer is stale with at least this probability, the caller waits for its check instead of being served at once.
    /// 0.01 to 1 (1% to 100%, which never waits); the default is 0.9 (90%). The wait ends after four usual runs of the method (10 seconds as long as none is known), but not before
    /// 1 second and not after <see cref="RunTimeout"/>; then the cached answer is served after all. A synchronous method is checked on the caller's thread, as in a miss.
    /// </summary>
    public double? WaitWhenLikelyStale { get; set; }

    /// <summary>
    /// The share of calls that wait for a check at most, 0.0001 to 1 (0.01% to 100%); the default is 1: no limit. Once it is spent, callers are served what is likely stale at once,
    /// and it is checked behind them. Up to 20 callers may wait ahead of the calls that make room for them.
    /// </summary>
    public double? WaitBudget { get; set; }

    /// <summary>
    /// The share of hits, chosen at random, that are checked at once whatever else is set: what they find is a measure of stale answers that needs no model, which the report
    /// holds against its estimate. 0 to 1 (0% to 100%); the default is 0.
    /// </summary>
    public double? VerifyShare { get; set; }

    /// <summary>
    /// The share of calls, chosen at random, that go to the method itself as if nothing were cached, so that the report can say what caching saves today. As many
    /// others are timed for comparison. 0 to 0.5 (0% to 50%); the default is 0. Calls from inside a run of a cached method are left alone.
    /// </summary>
    public double? HoldoutShare { get; set; }

    /// <summary>
    /// How long a run may take: 10 milliseconds to 1 day; the default is 30 seconds. Past it the run's cancellation token is
    /// signalled, and whatever it still returns is not cached.
    /// </summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>How many checks of this method run at once: 1 to 1,024. The default is half of <see cref="RefreshOptions.Concurrency"/>, at least 1.</summary>
    public int? MaxConcurrentChecks { get; set; }

    /// <summary>Whether a null result is an answer worth caching. The default is <see langword="true"/>.</summary>
    public bool? CacheNull { get; set; }

    /// <summary>Whether callers share one result or get copies. The default is <see cref="ResultHandling.Auto"/>.</summary>
    public ResultHandling? Results { get; set; }

    /// <summary>The names of the <see cref="IVaryBy"/> whose values are part of the key; "culture" is built in. None by default.</summary>
    /// <remarks>
    /// "culture" stands for the names of CurrentCulture and CurrentUICulture. Calls under a culture whose NumberFormat, DateTimeFormat, calendar or sort order is not
    /// that of <see cref="System.Globalization.CultureInfo.GetCultureInfo(string)"/> run uncached: a run would get that one's.
    /// </remarks>
    public IList<string>? VaryBy { get; set; }

    /// <summary>The names of parameters left out of the key. None by default; a CancellationToken and an IProgress never count.</summary>
    public IList<string>? IgnoreParameters { get; set; }

    /// <summary>Members of the result left out of the comparison, as <c>Member</c> or <c>Type.Member</c>. None by default.</summary>
    public IList<string>? CompareIgnore { get; set; }

    /// <summary>Labels under which <see cref="IMethodCache.InvalidateTagAsync"/> finds the method. None by default.</summary>
    public IList<string>? Tags { get; set; }

    /// <summary>Whether it is fine that no such method exists. The default is <see langword="false"/>: an unknown name is an error.</summary>
    public bool? Optional { get; set; }
}
