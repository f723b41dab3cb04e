namespace Interception.Configuration;

/// <summary>All settings at one moment, merged and validated. Immutable; two of the same content are equal.</summary>
internal sealed record PolicySnapshot
{
    public required bool Enabled { get; init; }

    public required bool Strict { get; init; }

    public required string? Application { get; init; }

    public required RefreshSettings Refresh { get; init; }

    public required MemorySettings Memory { get; init; }

    /// <summary>The shared store; null without one.</summary>
    public required RedisSettings? Redis { get; init; }

    public required PolicyTable Policies { get; init; }

    /// <summary>The same with the kill switch thrown.</summary>
    public PolicySnapshot SwitchedOff() => this with
    {
        Enabled = false,
        Policies = new PolicyTable(Policies.All.Select(one => KeyValuePair.Create(one.Key, one.Value with { IsCached = false, IsObserved = false }))),
    };

    /// <summary>The policy of a method; null if it is neither named nor carries the attribute, or has a problem.</summary>
    public MethodPolicy? Find(CandidateMethod method) => Policies.Find(method);
}
