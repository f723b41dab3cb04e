using System.ComponentModel;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using System.Runtime.Serialization;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;
using Interception.Storage.Shared;
using Interception.Tests.Keys;
using ProtoBuf;

namespace Interception.Tests.Storage.Shared;

/// <summary>A plan as an assembly of its own: types of the same full names as in every other build.</summary>
internal sealed class SchemaBuild
{
    private readonly TypeShapes _shapes = new();
    private readonly Type _root;
    private readonly PayloadCodec _codec;

    public SchemaBuild(SchemaPlan plan)
    {
        _root = new Emission(plan).Load().GetType("Shop." + SchemaPlan.Root, throwOnError: true)!;
        TypeShape shape = _shapes.Find(_root, out string? problem) ?? throw new InvalidOperationException(problem);
        _codec = new PayloadCodecs(_shapes, PayloadUse.Results).Find(_root, out problem)
            ?? throw new InvalidOperationException(problem);
        Fingerprint = SchemaFingerprint.Of(KeyZoo.Schema("Pair"), [], shape, [], _codec);
    }

    public byte[] Fingerprint { get; }

    public string FingerprintText => Convert.ToHexStringLower(Fingerprint);

    /// <summary>An object with random content.</summary>
    public object Value(Random random) => new RandomValue(random).Of(_root, depth: 0)!;

    public byte[] Write(object value) => _codec.Serialize(value);

    public object? Read(byte[] payload) => _codec.Deserialize(payload);

    public ContentDigest DigestOf(object? value) =>
        ContentDigest.Of(new CanonicalWriters(_shapes, CanonicalRules.Everything).For(_root), value, out _);

    private sealed class Emission(SchemaPlan plan)
    {
        private readonly PersistedAssemblyBuilder _assembly = new(new AssemblyName("Shop"), typeof(object).Assembly);
        private readonly Dictionary<string, TypeBuilder> _types = [];
        private Type? _color;

        public Assembly Load()
        {
            ModuleBuilder module = _assembly.DefineDynamicModule("Shop");
            _color = DefineColors(module);
            foreach ((string name, SchemaPlan.TypePlan type) in plan.Types)
            {
                _types[name] = module.DefineType(
                    "Shop." + name, TypeAttributes.Public, type.IsStruct ? typeof(ValueType) : typeof(object));
            }

            _types[SchemaPlan.Special].SetParent(_types[SchemaPlan.Root]);
            if (plan.HasBase)
            {
                _types[SchemaPlan.Root].SetParent(_types[SchemaPlan.Basis]);
            }

            if (plan.HasSubtype)
            {
                Mark(_types[SchemaPlan.Root].SetCustomAttribute, typeof(KnownTypeAttribute), _types[SchemaPlan.Special]);
            }

            foreach (string name in new[] { SchemaPlan.Basis, SchemaPlan.Part, SchemaPlan.Root, SchemaPlan.Special })
            {
                Complete(_types[name], plan.Types[name]);
            }

            using var image = new MemoryStream();
            _assembly.Save(image);
            image.Position = 0;
            return new AssemblyLoadContext("build").LoadFromStream(image);
        }

        private Type DefineColors(ModuleBuilder module)
        {
            EnumBuilder color = module.DefineEnum(
                "Shop.Color", TypeAttributes.Public, plan.ColorsAreLong ? typeof(long) : typeof(int));
            foreach ((string name, int value) in plan.Colors)
            {
                color.DefineLiteral(name, plan.ColorsAreLong ? (object)(long)value : value);
            }

            return color.CreateType();
        }

        private void Complete(TypeBuilder builder, SchemaPlan.TypePlan type)
        {
            if (type.IsContract)
            {
                Mark(builder.SetCustomAttribute, typeof(ProtoContractAttribute));
            }

            foreach (SchemaPlan.MemberPlan member in type.Members)
            {
                FieldBuilder field = builder.DefineField(member.Name, TypeOf(member.Type), FieldAttributes.Public);
                MarkMember(field, member, type.IsContract);
            }

            if (plan.HasStatics)
            {
                builder.DefineField("Count", typeof(int), FieldAttributes.Public | FieldAttributes.Static);
                const FieldAttributes Constant = FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal;
                builder.DefineField("Limit", typeof(int), Constant).SetConstant(5);
                builder.DefineMethod("Total", MethodAttributes.Public, typeof(void), []).GetILGenerator().Emit(OpCodes.Ret);
            }

            builder.CreateType();
        }

        private static void MarkMember(FieldBuilder field, SchemaPlan.MemberPlan member, bool isOfContract)
        {
            if (isOfContract)
            {
                field.SetCustomAttribute(new CustomAttributeBuilder(
                    typeof(ProtoMemberAttribute).GetConstructor([typeof(int)])!,
                    [member.Number],
                    [typeof(ProtoMemberAttribute).GetProperty(nameof(ProtoMemberAttribute.DataFormat))!],
                    [member.IsZigZag ? DataFormat.ZigZag : DataFormat.Default]));
            }

            if (member.Default is { } value)
            {
                Mark(field.SetCustomAttribute, typeof(DefaultValueAttribute), value);
            }

            if (member.CompareIgnored)
            {
                Mark(field.SetCustomAttribute, typeof(CompareIgnoreAttribute));
            }
        }

        private Type TypeOf(string name) => name switch
        {
            "int" => typeof(int),
            "long" => typeof(long),
            "int?" => typeof(int?),
            "double?" => typeof(double?),
            "decimal" => typeof(decimal),
            "DateTime" => typeof(DateTime),
            "string" => typeof(string),
            "byte[]" => typeof(byte[]),
            "List<int>" => typeof(List<int>),
            "HashSet<int>" => typeof(HashSet<int>),
            "Dictionary<string, int>" => typeof(Dictionary<string, int>),
            "Color" => _color!,
            "List<Part>" => typeof(List<>).MakeGenericType(_types[SchemaPlan.Part]),
            _ => _types[name],
        };

        private static void Mark(Action<CustomAttributeBuilder> set, Type attribute, params object[] arguments)
        {
            Type[] types = [.. arguments.Select(argument => argument is Type ? typeof(Type) : argument.GetType())];
            set(new CustomAttributeBuilder(attribute.GetConstructor(types)!, arguments));
        }
    }
}
