using System.Reflection;
using Interception.Keys.Types;
using Interception.Storage.Payload.Surrogates;
using ProtoBuf.Meta;

namespace Interception.Storage.Payload;

/// <summary>Builds the protobuf-net model that copies one root type.</summary>
/// <remarks>
/// One private model a root, not one for all: a type that protobuf-net refuses half-way poisons its model for good, and a
/// type can get no more derived types once its serializer exists. It also makes building free of locks between roots.
/// <para>Ordinary types are copied by state: every field, no constructor run. Contract types keep their contract.</para>
/// </remarks>
internal sealed class PayloadModel
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly RuntimeTypeModel _model = RuntimeTypeModel.Create(nameof(PayloadModel));
    private readonly ObjectGraph _graph;

    private PayloadModel(ObjectGraph graph)
    {
        _graph = graph;
        _model.IncludeDateTimeKind = true;
        _model.UseImplicitZeroDefaults = false;
        _model.AutoAddMissingTypes = false;
    }

    /// <summary>Builds and compiles the model of <paramref name="graph"/>, boxed.</summary>
    /// <exception cref="Exception">protobuf-net refuses a type; of which kind is up to protobuf-net.</exception>
    public static RuntimeTypeModel Build(ObjectGraph graph, Type boxType)
    {
        var model = new PayloadModel(graph);
        model.AddAll();
        model.AddBox(boxType);

        // All serializers now: on first use they would be built under protobuf-net's lock, which gives up after 5 seconds.
        model._model.CompileInPlace();
        return model._model;
    }

    private static void KeepNulls(ValueMember member, TypeShape shape)
    {
        if (shape.Type == typeof(byte[]))
        {
            member.OverwriteList = true;
        }

        if (shape.Kind is not (ShapeKind.Sequence or ShapeKind.Set or ShapeKind.Map))
        {
            return;
        }

        NullWrapping.Collection(member);
        if (shape.Item!.Kind == ShapeKind.Nullable || !shape.Item.Type.IsValueType)
        {
            NullWrapping.Items(member);
        }
    }

    /// <summary>
    /// A contract's constructor runs where it may set what the contract ignores (a lock, say). Elsewhere it would only
    /// bring back initial values of members that were null or empty; a copy where it did is found when it is verified.
    /// </summary>
    private static bool NeedsConstructor(TypeShape shape)
    {
        bool hasOne = shape.Type.GetConstructor(Instance, Type.EmptyTypes) is not null;
        for (TypeShape? level = shape; hasOne && level is not null; level = level.Base)
        {
            if (!level.Type.GetFields(Instance | BindingFlags.DeclaredOnly).All(field => IsMapped(level, field)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMapped(TypeShape shape, FieldInfo field)
    {
        PropertyInfo? property = StateMembers.PropertyOf(field);
        return shape.Members.Any(member => member.Source.Equals(field) || member.Source.Equals(property));
    }

    private void AddAll()
    {
        foreach (Type scalar in _graph.Scalars)
        {
            SurrogateTypes.AddTo(_model, scalar);
        }

        // A contract's own rules add the contracts it derives from and includes; nothing else may come in by itself.
        _model.AutoAddMissingTypes = true;
        foreach (TypeShape shape in _graph.BaseFirst)
        {
            AddType(shape);
        }

        _model.AutoAddMissingTypes = false;

        foreach (TypeShape shape in _graph.BaseFirst)
        {
            LinkToBase(shape);
        }
    }

    private void AddType(TypeShape shape)
    {
        if (shape.IsContract && shape.Members.Count == _graph.Members(shape).Count())
        {
            AddContract(shape);
        }
        else
        {
            AddMemberByMember(shape);
        }
    }

    private void AddContract(TypeShape shape)
    {
        MetaType type = _model.Add(shape.Type, applyDefaultBehaviour: true);
        type.UseConstructor = !shape.Type.IsValueType && NeedsConstructor(shape);
        foreach (ValueMember mapped in type.GetFields())
        {
            if (shape.Members.FirstOrDefault(member => member.Source.Name == mapped.Member.Name) is { } member)
            {
                KeepNulls(mapped, member.Shape);
            }
        }
    }

    private void AddMemberByMember(TypeShape shape)
    {
        MetaType type = _model.Add(shape.Type, applyDefaultBehaviour: false);
        type.UseConstructor = false;
        int number = 0;
        foreach (MemberShape member in _graph.Members(shape))
        {
            KeepNulls(type.AddField(++number, member.Source.Name), member.Shape);
        }
    }

    private void LinkToBase(TypeShape shape)
    {
        if (shape.Base is not null)
        {
            Link(shape.Base.Type, shape.Type);
        }

        // The base chain of an implementation does not lead to the interface that names it.
        foreach (TypeShape subtype in shape.Subtypes.Where(_ => shape.Type.IsInterface))
        {
            Link(shape.Type, subtype.Type);
        }
    }

    private void Link(Type parent, Type derived)
    {
        MetaType type = _model[parent];
        if (!Array.Exists(type.GetSubtypes(), subtype => subtype.DerivedType.Type == derived))
        {
            int last = type.GetFields().Select(field => field.FieldNumber)
                .Concat(type.GetSubtypes().Select(subtype => subtype.FieldNumber)).DefaultIfEmpty().Max();
            type.AddSubType(last + 1, derived);
        }
    }

    private void AddBox(Type boxType)
    {
        MetaType box = _model.Add(boxType, applyDefaultBehaviour: false);
        KeepNulls(box.AddField(1, nameof(Box<>.Value)), _graph.Root);
    }
}
