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
    private readonly RuntimeTypeModel _model = RuntimeTypeModel.Create(nameof(PayloadModel));
    private readonly ObjectGraph _graph;

    private PayloadModel(TypeShape root, PayloadUse use)
    {
        _graph = new ObjectGraph(root, use);
        _model.IncludeDateTimeKind = true;
        _model.UseImplicitZeroDefaults = false;
        _model.AutoAddMissingTypes = false;
    }

    /// <summary>Builds and compiles the model of <paramref name="root"/> and of everything below it.</summary>
    /// <exception cref="Exception">protobuf-net refuses a type; of which kind is up to protobuf-net.</exception>
    public static RuntimeTypeModel Build(TypeShape root, Type boxType, PayloadUse use)
    {
        var model = new PayloadModel(root, use);
        model.AddAll();
        model.AddBox(root, boxType);

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

    private static bool IsTuple(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            || type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            || type.FullName.StartsWith("System.Tuple`", StringComparison.Ordinal));

    private static bool LacksDefaultConstructor(Type type) =>
        !type.IsValueType
        && type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes) is null;

    private void AddAll()
    {
        foreach (Type scalar in _graph.Scalars)
        {
            SurrogateTypes.AddTo(_model, scalar);
        }

        foreach (TypeShape shape in _graph.DerivedFirst)
        {
            AddType(shape);
        }

        foreach (TypeShape shape in _graph.DerivedFirst)
        {
            LinkToBase(shape);
        }
    }

    private void AddType(TypeShape shape)
    {
        if (IsTuple(shape.Type))
        {
            MetaType tuple = _model.Add(shape.Type, applyDefaultBehaviour: true);
            KeepNullsOfMapped(tuple, shape.Type.GetGenericArguments(), shape);
        }
        else if (shape.IsContract && shape.Members.Count == _graph.Members(shape).Count())
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
        if (LacksDefaultConstructor(shape.Type))
        {
            type.UseConstructor = false;
        }

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
        if (shape.Base is null)
        {
            return;
        }

        MetaType parent = _model[shape.Base.Type];
        if (!Array.Exists(parent.GetSubtypes(), subtype => subtype.DerivedType.Type == shape.Type))
        {
            int last = parent.GetFields().Select(field => field.FieldNumber)
                .Concat(parent.GetSubtypes().Select(subtype => subtype.FieldNumber)).DefaultIfEmpty().Max();
            parent.AddSubType(last + 1, shape.Type);
        }
    }

    private void AddBox(TypeShape root, Type boxType)
    {
        MetaType box = _model.Add(boxType, applyDefaultBehaviour: false);
        KeepNulls(box.AddField(1, nameof(Box<>.Value)), root);
    }
}
