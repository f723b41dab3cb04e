using Interception.Keys.Types;

namespace Interception.Storage.Payload;

/// <summary>All types that a value of one root type can consist of, as far as the payload's use includes them.</summary>
internal sealed class ObjectGraph
{
    private readonly PayloadUse _use;
    private readonly Dictionary<Type, TypeShape> _objects = [];
    private readonly HashSet<Type> _scalars = [];

    public ObjectGraph(TypeShape root, PayloadUse use)
    {
        _use = use;
        Visit(root);
        DerivedFirst = [.. _objects.Values.OrderByDescending(Depth).ThenBy(shape => shape.Type.FullName, StringComparer.Ordinal)];
    }

    /// <summary>The object types, each derived type before its base: a contract's base would add what it includes by its own rules.</summary>
    public IReadOnlyList<TypeShape> DerivedFirst { get; }

    public IReadOnlyCollection<Type> Scalars => _scalars;

    /// <summary>The members of one type that the payload holds.</summary>
    public IEnumerable<MemberShape> Members(TypeShape shape) =>
        _use == PayloadUse.Arguments ? shape.Members.Where(member => !member.KeyIgnored) : shape.Members;

    private static int Depth(TypeShape shape) => shape.Base is { } parent ? Depth(parent) + 1 : 0;

    private void Visit(TypeShape? shape)
    {
        switch (shape?.Kind)
        {
            case null:
                return;
            case ShapeKind.Scalar:
                _scalars.Add(shape.Type);
                return;
            case ShapeKind.Object:
                VisitObject(shape);
                return;
            default:
                Visit(shape.Key);
                Visit(shape.Item);
                return;
        }
    }

    private void VisitObject(TypeShape shape)
    {
        if (!_objects.TryAdd(shape.Type, shape))
        {
            return;
        }

        Visit(shape.Base);
        foreach (TypeShape subtype in shape.Subtypes)
        {
            Visit(subtype);
        }

        foreach (MemberShape member in Members(shape))
        {
            Visit(member.Shape);
        }
    }
}
