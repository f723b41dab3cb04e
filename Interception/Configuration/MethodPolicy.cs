namespace Interception.Configuration;

/// <summary>The settings of one method, merged, validated and frozen. A call reads one reference to it, nothing else.</summary>
internal sealed record MethodPolicy
{
    /// <summary>Whether calls are cached at all: Mode is Cache and the kill switch is not thrown.</summary>
    public required bool IsCached { get; init; }

    /// <summary>Whether calls are watched instead: Mode is Observe and the kill switch is not thrown.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Whether it has anything to do with calls.</summary>
    public bool IsActive => IsCached || IsObserved;

    public required TimeSpan Expiry { get; init; }

    public required CheckMode Check { get; init; }

    public required TimeSpan CheckInterval { get; init; }

    public required TimeSpan MinCheckInterval { get; init; }

    public required TimeSpan MaxCheckInterval { get; init; }

    /// <summary>A share from 0 to 1, like the other shares.</summary>
    public required double StaleTarget { get; init; }

    public required double CheckBudget { get; init; }

    public required double? MaxChecksPerSecond { get; init; }

    public required double WaitWhenLikelyStale { get; init; }

    public required double WaitBudget { get; init; }

    public required double VerifyShare { get; init; }

    public required double HoldoutShare { get; init; }

    public required TimeSpan RunTimeout { get; init; }

    public required int MaxConcurrentChecks { get; init; }

    public required bool CacheNull { get; init; }

    public required ResultHandling Results { get; init; }

    public required NameSet VaryBy { get; init; }

    public required NameSet IgnoreParameters { get; init; }

    public required NameSet CompareIgnore { get; init; }

    public required NameSet Tags { get; init; }

    /// <summary>Where each setting comes from; null where nobody has said so.</summary>
    public PolicyOrigins? Origins { get; init; }

    /// <summary>
    /// Whether a change from the other policy to this leaves keys and results alike, so that entries may stay; what was observed stays only if nothing has changed, for it was
    /// judged by these settings.
    /// </summary>
    public bool KeepsEntriesOf(MethodPolicy other) => IsObserved
        ? this with { Origins = null } == other with { Origins = null }
        : IsCached == other.IsCached && IsObserved == other.IsObserved && Results == other.Results && CacheNull == other.CacheNull
        && VaryBy.Equals(other.VaryBy) && IgnoreParameters.Equals(other.IgnoreParameters)
        && CompareIgnore.Equals(other.CompareIgnore);
}
