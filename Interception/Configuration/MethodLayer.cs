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
        IsCached = isEnabled && Mode != CacheMode.Off,
        Expiry = Expiry ?? SettingBounds.Expiry.Default,
        Check = Check ?? CheckMode.Interval,
        CheckInterval = CheckInterval ?? SettingBounds.CheckInterval.Default,
        RunTimeout = RunTimeout ?? SettingBounds.RunTimeout.Default,
        MaxConcurrentChecks = MaxConcurrentChecks ?? Math.Max(1, concurrency / 2),
        CacheNull = CacheNull ?? true,
        Results = Results ?? ResultHandling.Auto,
        VaryBy = VaryBy ?? NameSet.Empty,
        IgnoreParameters = IgnoreParameters ?? NameSet.Empty,
        CompareIgnore = CompareIgnore ?? NameSet.Empty,
        Tags = Tags ?? NameSet.Empty,
    };
}
