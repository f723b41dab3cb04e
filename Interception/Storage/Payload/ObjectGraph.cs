using Interception.Keys.Types;
using Interception.Storage.Payload.Surrogates;

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
        Root = root;
        Visit(root);
        BaseFirst = [.. _objects.Values.OrderBy(Depth).ThenBy(shape => shape.Type.FullName, StringComparer.Ordinal)];
    }

    public TypeShape Root { get; }

    /// <summary>The object types, each base before its derived types.</summary>
    public IReadOnlyList<TypeShape> BaseFirst { get; }

    public IReadOnlyCollection<Type> Scalars => _scalars;

    /// <summary>
    /// A collection with items that protobuf-net can't keep null: structs other than the numbers and dates it knows itself.
    /// </summary>
    public Type? UncopyableCollection { get; private set; }

    /// <summary>The members of one type that the payload holds.</summary>
    public IEnumerable<MemberShape> Members(TypeShape shape) =>
        _use == PayloadUse.Arguments ? shape.Members.Where(member => !member.KeyIgnored) : shape.Members;

    private static int Depth(TypeShape shape) => shape.Base is { } parent ? Depth(parent) + 1 : 0;

    private static bool IsKnownToProtobuf(TypeShape shape) =>
        shape.Kind == ShapeKind.Scalar && !SurrogateTypes.Has(shape.Type);

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
            case ShapeKind.Nullable:
                Visit(shape.Item);
                return;
            default:
                if (shape.Item is { Kind: ShapeKind.Nullable, Item: { } item } && !IsKnownToProtobuf(item))
                {
                    UncopyableCollection ??= shape.Type;
                }

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
