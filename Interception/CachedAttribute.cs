namespace Interception;

/// <summary>Caches a method of a service type that is decorated with caching. Configuration of the same method wins, setting by setting.</summary>
/// <remarks>Durations are written as in configuration: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c> or <c>hh:mm:ss</c>. So are shares: <c>1%</c>.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CachedAttribute : Attribute
{
    private CheckMode? _check;
    private ResultHandling? _results;
    private bool? _cacheNull;
    private double? _maxChecksPerSecond;

    /// <inheritdoc cref="MethodOptions.Expiry"/>
    public string? Expiry { get; set; }

    /// <inheritdoc cref="MethodOptions.Check"/>
    public CheckMode Check { get => _check ?? default; set => _check = value; }

    /// <inheritdoc cref="MethodOptions.CheckInterval"/>
    public string? CheckInterval { get; set; }

    /// <inheritdoc cref="MethodOptions.MinCheckInterval"/>
    public string? MinCheckInterval { get; set; }

    /// <inheritdoc cref="MethodOptions.MaxCheckInterval"/>
    public string? MaxCheckInterval { get; set; }

    /// <inheritdoc cref="MethodOptions.StaleTarget"/>
    public string? StaleTarget { get; set; }

    /// <inheritdoc cref="MethodOptions.CheckBudget"/>
    public string? CheckBudget { get; set; }

    /// <inheritdoc cref="MethodOptions.WaitWhenLikelyStale"/>
    public string? WaitWhenLikelyStale { get; set; }

    /// <inheritdoc cref="MethodOptions.WaitBudget"/>
    public string? WaitBudget { get; set; }

    /// <inheritdoc cref="MethodOptions.VerifyShare"/>
    public string? VerifyShare { get; set; }

    /// <inheritdoc cref="MethodOptions.HoldoutShare"/>
    public string? HoldoutShare { get; set; }

    /// <inheritdoc cref="MethodOptions.MaxChecksPerSecond"/>
    public double MaxChecksPerSecond { get => _maxChecksPerSecond ?? double.PositiveInfinity; set => _maxChecksPerSecond = value; }

    /// <inheritdoc cref="MethodOptions.RunTimeout"/>
    public string? RunTimeout { get; set; }

    /// <inheritdoc cref="MethodOptions.CacheNull"/>
    public bool CacheNull { get => _cacheNull ?? true; set => _cacheNull = value; }

    /// <inheritdoc cref="MethodOptions.Results"/>
    public ResultHandling Results { get => _results ?? default; set => _results = value; }

    /// <inheritdoc cref="MethodOptions.VaryBy"/>
    public string[]? VaryBy { get; set; }

    /// <inheritdoc cref="MethodOptions.IgnoreParameters"/>
    public string[]? IgnoreParameters { get; set; }

    /// <inheritdoc cref="MethodOptions.CompareIgnore"/>
    public string[]? CompareIgnore { get; set; }

    /// <inheritdoc cref="MethodOptions.Tags"/>
    public string[]? Tags { get; set; }

    internal CheckMode? CheckOrNull => _check;

    internal ResultHandling? ResultsOrNull => _results;

    internal bool? CacheNullOrNull => _cacheNull;

    internal double? MaxChecksPerSecondOrNull => _maxChecksPerSecond;
}
