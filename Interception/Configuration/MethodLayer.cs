namespace Interception.Configuration;

/// <summary>
/// What one place says about a method: an entry in Methods, the attribute or the defaults. What is null it does not say.
/// </summary>
internal sealed record MethodLayer
{
    public static readonly MethodLayer Empty = new();

    public CacheMode? Mode { get; init; }

    public TimeSpan? Expiry { get; init; }

    public CheckMode? Check { get; init; }

    public TimeSpan? CheckInterval { get; init; }

    public TimeSpan? MinCheckInterval { get; init; }

    public TimeSpan? MaxCheckInterval { get; init; }

    public double? StaleTarget { get; init; }

    public double? CheckBudget { get; init; }

    public double? MaxChecksPerSecond { get; init; }

    public double? WaitWhenLikelyStale { get; init; }

    public double? WaitBudget { get; init; }

    public double? VerifyShare { get; init; }

    public double? HoldoutShare { get; init; }

    public TimeSpan? RunTimeout { get; init; }

    public int? MaxConcurrentChecks { get; init; }

    public bool? CacheNull { get; init; }

    public ResultHandling? Results { get; init; }

    public NameSet? VaryBy { get; init; }

    public NameSet? IgnoreParameters { get; init; }

    public NameSet? CompareIgnore { get; init; }

    public NameSet? Tags { get; init; }

    public bool? Optional { get; init; }

    /// <summary>Lays this over another: what this says counts, setting by setting; lists are replaced and not joined.</summary>
    public MethodLayer Over(MethodLayer below) => new()
    {
        Mode = Mode ?? below.Mode,
        Expiry = Expiry ?? below.Expiry,
        Check = Check ?? below.Check,
        CheckInterval = CheckInterval ?? below.CheckInterval,
        MinCheckInterval = MinCheckInterval ?? below.MinCheckInterval,
        MaxCheckInterval = MaxCheckInterval ?? below.MaxCheckInterval,
        StaleTarget = StaleTarget ?? below.StaleTarget,
        CheckBudget = CheckBudget ?? below.CheckBudget,
        MaxChecksPerSecond = MaxChecksPerSecond ?? below.MaxChecksPerSecond,
        WaitWhenLikelyStale = WaitWhenLikelyStale ?? below.WaitWhenLikelyStale,
        WaitBudget = WaitBudget ?? below.WaitBudget,
        VerifyShare = VerifyShare ?? below.VerifyShare,
        HoldoutShare = HoldoutShare ?? below.HoldoutShare,
        RunTimeout = RunTimeout ?? below.RunTimeout,
        MaxConcurrentChecks = MaxConcurrentChecks ?? below.MaxConcurrentChecks,
        CacheNull = CacheNull ?? below.CacheNull,
        Results = Results ?? below.Results,
        VaryBy = VaryBy ?? below.VaryBy,
        IgnoreParameters = IgnoreParameters ?? below.IgnoreParameters,
        CompareIgnore = CompareIgnore ?? below.CompareIgnore,
        Tags = Tags ?? below.Tags,
        Optional = Optional ?? below.Optional,
    };

    /// <summary>Fills in the built-in defaults.</summary>
    public MethodPolicy ToPolicy(bool isEnabled, int concurrency) => new()
    {
        IsCached = isEnabled && (Mode ?? CacheMode.Cache) == CacheMode.Cache,
        IsObserved = isEnabled && Mode == CacheMode.Observe,
        Expiry = Expiry ?? SettingBounds.Expiry.Default,
        Check = Check ?? (CheckInterval is null ? CheckMode.Adaptive : CheckMode.Interval),
        CheckInterval = CheckInterval ?? SettingBounds.CheckInterval.Default,
        MinCheckInterval = MinCheckInterval ?? Shorter(Shorter(SettingBounds.MinCheckInterval.Default, MaxCheckInterval), Expiry / 2),
        MaxCheckInterval = MaxCheckInterval ?? Longer(SettingBounds.MaxCheckInterval.Default, MinCheckInterval),
        StaleTarget = StaleTarget ?? SettingBounds.StaleTarget.Default,
        CheckBudget = CheckBudget ?? SettingBounds.CheckBudget.Default,
        MaxChecksPerSecond = MaxChecksPerSecond,
        WaitWhenLikelyStale = WaitWhenLikelyStale ?? SettingBounds.WaitWhenLikelyStale.Default,
        WaitBudget = WaitBudget ?? SettingBounds.WaitBudget.Default,
        VerifyShare = VerifyShare ?? SettingBounds.VerifyShare.Default,
        HoldoutShare = HoldoutShare ?? SettingBounds.HoldoutShare.Default,
        RunTimeout = RunTimeout ?? SettingBounds.RunTimeout.Default,
        MaxConcurrentChecks = MaxConcurrentChecks ?? Math.Max(1, concurrency / 2),
        CacheNull = CacheNull ?? true,
        Results = Results ?? ResultHandling.Auto,
        VaryBy = VaryBy ?? NameSet.Empty,
        IgnoreParameters = IgnoreParameters ?? NameSet.Empty,
        CompareIgnore = CompareIgnore ?? NameSet.Empty,
        Tags = Tags ?? NameSet.Empty,
    };

    private static TimeSpan Shorter(TimeSpan one, TimeSpan? other) => other < one ? other.Value : one;

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;
}
