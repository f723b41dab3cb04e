namespace Interception.Configuration;

/// <summary>What each place says about a method, the place that counts most first: where each of its settings comes from.</summary>
/// <remarks>Compared by content.</remarks>
internal sealed class PolicyOrigins(IReadOnlyList<(string Place, MethodLayer Layer)> layers) : IEquatable<PolicyOrigins>
{
    /// <summary>What is said where nothing else is.</summary>
    public const string BuiltIn = "built in";

    private readonly IReadOnlyList<(string Place, MethodLayer Layer)> _layers = layers;

    /// <summary>All of it, one over the other.</summary>
    public MethodLayer Merge() => _layers.Aggregate(MethodLayer.Empty, static (above, one) => above.Over(one.Layer));

    /// <summary>The place that a setting's value comes from.</summary>
    /// <param name="setting">Reads the setting from a layer; null where that doesn't say it.</param>
    public string FindPlace(Func<MethodLayer, object?> setting) =>
        _layers.Where(one => setting(one.Layer) is not null).Select(one => one.Place).FirstOrDefault() ?? BuiltIn;

    public bool Equals(PolicyOrigins? other) => other is not null && _layers.SequenceEqual(other._layers);

    public override bool Equals(object? obj) => Equals(obj as PolicyOrigins);

    public override int GetHashCode() => _layers.Count;
}
