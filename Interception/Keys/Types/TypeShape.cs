namespace Interception.Keys.Types;

/// <summary>
/// What a type consists of, as far as keys, digests and copies are concerned. Built by <see cref="TypeShapes"/>, which
/// refuses what can't be taken apart and put together again.
/// </summary>
/// <remarks>Shapes of recursive types refer to themselves. Immutable once published; thread-safe.</remarks>
internal sealed class TypeShape(Type type, ShapeKind kind)
{
    public Type Type { get; } = type;

    public ShapeKind Kind { get; } = kind;

    /// <summary>Whether it is a sequence, a set or a map.</summary>
    public bool IsCollection => Kind is ShapeKind.Sequence or ShapeKind.Set or ShapeKind.Map;

    /// <summary>The element of a sequence or set, the value of a map, the underlying type of a Nullable.</summary>
    public TypeShape? Item { get; internal set; }

    /// <summary>The key of a map.</summary>
    public TypeShape? Key { get; internal set; }

    /// <summary>Where the members of the base class stand; null below object and ValueType.</summary>
    public TypeShape? Base { get; internal set; }

    /// <summary>
    /// The state that an object type declares itself, sorted by name (ordinal); inherited state stands in <see
    /// cref="Base"/>.
    /// </summary>
    public IReadOnlyList<MemberShape> Members { get; internal set; } = [];

    /// <summary>
    /// The derived types that the type names itself (JsonDerivedType, KnownType, ProtoInclude), sorted by full name
    /// (ordinal).
    /// </summary>
    public IReadOnlyList<TypeShape> Subtypes { get; internal set; } = [];

    /// <summary>
    /// Whether the type carries ProtoContract or DataContract, so that its own contract says what its members are.
    /// </summary>
    public bool IsContract { get; internal set; }

    public override string ToString() => $"{Kind} {Type}";
}
