using System.Collections.Frozen;

namespace Interception.Configuration;

/// <summary>The policies of the methods that are named or carry the attribute, compared by content.</summary>
internal sealed class PolicyTable(IEnumerable<KeyValuePair<CandidateMethod, MethodPolicy>> policies) : IEquatable<PolicyTable>
{
    private readonly FrozenDictionary<CandidateMethod, MethodPolicy> _policies = policies.ToFrozenDictionary();

    public IReadOnlyDictionary<CandidateMethod, MethodPolicy> All => _policies;

    public MethodPolicy? Find(CandidateMethod method) => _policies.GetValueOrDefault(method);

    public bool Equals(PolicyTable? other) =>
        other is not null && _policies.Count == other._policies.Count
        && _policies.All(pair => pair.Value.Equals(other.Find(pair.Key)));

    public override bool Equals(object? obj) => Equals(obj as PolicyTable);

    public override int GetHashCode() => _policies.Count;
}
