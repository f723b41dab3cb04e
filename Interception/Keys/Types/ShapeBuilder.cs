using System.Reflection;

namespace Interception.Keys.Types;

/// <summary>Takes one type apart, and all types that it is made of. Used once.</summary>
/// <param name="known">The shapes that are already published; they are reused and never changed.</param>
internal sealed class ShapeBuilder(IReadOnlyDictionary<Type, TypeShape> known)
{
    // Generous for real types; what exceeds them is a generic type that contains itself with ever longer arguments.
    private const int MaxDepth = 128;
    private const int MaxTypes = 2048;

    private readonly Dictionary<Type, TypeShape> _built = [];
    private int _depth;

    /// <summary>The shapes built; complete only when <see cref="Build"/> found no problem.</summary>
    public IReadOnlyCollection<TypeShape> Built => _built.Values;

    /// <summary>The problem found, with the path to it.</summary>
    public string? Problem { get; private set; }

    /// <summary>Builds the shape of a type, or sets <see cref="Problem"/> and returns <see langword="null"/>.</summary>
    public TypeShape? Build(Type type, string path)
    {
        if (known.TryGetValue(type, out TypeShape? shape) || _built.TryGetValue(type, out shape))
        {
            return shape;
        }

        if (_depth >= MaxDepth || _built.Count >= MaxTypes)
        {
            return Refuse(path, Refusal.TooDeep(type));
        }

        ShapeKind? kind = KnownTypes.KindOf(type);
        if (kind is null && Refusal.Of(type) is { } reason)
        {
            return Refuse(path, reason);
        }

        shape = new TypeShape(type, kind ?? ShapeKind.Object);
        _built.Add(type, shape);
        _depth++;
        bool complete = Fill(shape, path);
        _depth--;
        return complete ? shape : null;
    }

    private bool Fill(TypeShape shape, string path) => shape.Kind switch
    {
        ShapeKind.Scalar => true,
        ShapeKind.Nullable => FillNullable(shape, path),
        ShapeKind.Sequence or ShapeKind.Set or ShapeKind.Map => FillCollection(shape, path),
        _ => FillObject(shape, path),
    };

    private bool FillNullable(TypeShape shape, string path)
    {
        shape.Item = Build(Nullable.GetUnderlyingType(shape.Type)!, path);
        return shape.Item is not null
            && (!shape.Item.IsCollection || Fail(path, Refusal.NullableCollection(shape.Type)));
    }

    private bool FillCollection(TypeShape shape, string path)
    {
        Type[] arguments = shape.Type.GetGenericArguments();
        shape.Item = Build(shape.Type.GetElementType() ?? arguments[^1], path + "[]");
        if (shape.Item is null)
        {
            return false;
        }

        if (shape.Kind == ShapeKind.Map)
        {
            shape.Key = Build(arguments[0], path + "[key]");
            if (shape.Key is null)
            {
                return false;
            }
        }

        bool nests = shape.Item.IsCollection || shape.Key is { IsCollection: true };
        return !nests || Fail(path, Refusal.Nested(shape.Type));
    }

    private bool FillObject(TypeShape shape, string path) =>
        FillBase(shape, path) && FillMembers(shape, path) && FillSubtypes(shape, path);

    private bool FillBase(TypeShape shape, string path)
    {
        Type? parent = shape.Type.BaseType;
        if (parent is null || parent == typeof(object) || parent == typeof(ValueType))
        {
            return true;
        }

        // An abstract base needs no subtypes of its own here: only its members count.
        shape.Base = BuildBase(parent, path);
        return shape.Base is not null;
    }

    private TypeShape? BuildBase(Type parent, string path)
    {
        if (NamedSubtypes.Of(parent).Count > 0 || !parent.IsAbstract)
        {
            return Build(parent, path);
        }

        if (Refusal.Of(parent) is { } reason)
        {
            return Refuse(path, reason);
        }

        // Not published: asked for on its own, the same type is refused.
        var shape = new TypeShape(parent, ShapeKind.Object);
        return FillBase(shape, path) && FillMembers(shape, path) ? shape : null;
    }

    private bool FillMembers(TypeShape shape, string path)
    {
        shape.IsContract = ContractMembers.IsContract(shape.Type);
        IReadOnlyList<MemberInfo> sources = shape.IsContract ? ContractMembers.Of(shape.Type) : StateMembers.Of(shape.Type);
        if (shape.IsContract && ContractMembers.FindUnmapped(shape.Type, sources) is { } lost)
        {
            return Fail($"{path}.{StateMembers.NameOf(lost)}", Refusal.Unmapped(shape.Type));
        }

        var members = new List<MemberShape>(sources.Count);
        foreach (MemberInfo source in sources)
        {
            if (BuildMember(source, path) is not { } member)
            {
                return false;
            }

            members.Add(member);
        }

        shape.Members = members;
        return true;
    }

    private MemberShape? BuildMember(MemberInfo source, string path)
    {
        string name = StateMembers.NameOf(source);
        string memberPath = $"{path}.{name}";
        if (Refusal.OfMember(source) is { } reason)
        {
            Refuse(memberPath, reason);
            return null;
        }

        Type type = source is PropertyInfo property ? property.PropertyType : ((FieldInfo)source).FieldType;
        return Build(type, memberPath) is { } shape
            ? new MemberShape(
                name,
                source,
                shape,
                StateMembers.IsMarked(source, typeof(KeyIgnoreAttribute)),
                StateMembers.IsMarked(source, typeof(CompareIgnoreAttribute)))
            : null;
    }

    private bool FillSubtypes(TypeShape shape, string path)
    {
        IReadOnlyList<Type> named = NamedSubtypes.Of(shape.Type);
        if (named.Count == 0 && (shape.Type.IsAbstract || shape.Type.IsInterface))
        {
            return Fail(path, Refusal.NoSubtypes(shape.Type));
        }

        var subtypes = new List<TypeShape>(named.Count);
        foreach (Type subtype in named)
        {
            if (!shape.Type.IsAssignableFrom(subtype))
            {
                return Fail(path, Refusal.ForeignSubtype(subtype, shape.Type));
            }

            if (Build(subtype, $"{path}({TypeNames.Display(subtype)})") is not { } built)
            {
                return false;
            }

            subtypes.Add(built);
        }

        shape.Subtypes = subtypes;
        return true;
    }

    private bool Fail(string path, string reason) => Refuse(path, reason) is not null;

    /// <summary>Keeps the problem, which ends the building. Returns null, so that a refusal reads as one expression.</summary>
    private TypeShape? Refuse(string path, string reason)
    {
        Problem = $"{path}: {reason}";
        return null;
    }
}
