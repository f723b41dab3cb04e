using System.Globalization;
using System.Reflection;
using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>
/// Writes what types consist of, as far as it decides how their values are written, compared and copied: two builds of an
/// application write the same bytes for types of one structure, and other bytes for every other structure.
/// </summary>
/// <remarks>
/// Types get numbers in the order in which they are met, and each is described once: so recursive types come to an end.
/// Assemblies, versions, methods, static members and the order of declaration leave no trace. Used once, by one thread.
/// </remarks>
internal sealed class ShapeEncoding(CanonicalBuffer buffer)
{
    private const int None = -1;

    private readonly Dictionary<Type, int> _numbers = [];
    private readonly Queue<TypeShape> _undescribed = [];

    /// <summary>Writes the number of a type. <see cref="Complete"/> says what stands behind it.</summary>
    public void Refer(TypeShape? shape)
    {
        if (shape is null)
        {
            buffer.WriteBits(None);
            return;
        }

        if (!_numbers.TryGetValue(shape.Type, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(shape.Type, number);
            _undescribed.Enqueue(shape);
        }

        buffer.WriteBits(number);
    }

    /// <summary>Describes all types referred to, and those that they refer to, in the order of their numbers.</summary>
    public void Complete()
    {
        while (_undescribed.TryDequeue(out TypeShape? shape))
        {
            Describe(shape);
        }

        buffer.WriteBits(_numbers.Count);
    }

    private void Describe(TypeShape shape)
    {
        buffer.WriteString(TypeNames.Full(shape.Type));
        buffer.WriteBits((int)shape.Kind);
        buffer.WritePresence(shape.Type.IsValueType);
        buffer.WritePresence(shape.Type.IsInterface);
        buffer.WritePresence(shape.Type.IsAbstract);
        buffer.WritePresence(shape.IsContract);
        Refer(shape.Item);
        Refer(shape.Key);
        Refer(shape.Base);
        buffer.WriteBits(shape.Members.Count);
        foreach (MemberShape member in shape.Members)
        {
            buffer.WriteString(member.Name);
            buffer.WritePresence(member.KeyIgnored);
            buffer.WritePresence(member.CompareIgnored);
            Refer(member.Shape);
        }

        buffer.WriteBits(shape.Subtypes.Count);
        foreach (TypeShape subtype in shape.Subtypes)
        {
            Refer(subtype);
        }

        if (buffer.WritePresence(shape.Type.IsEnum))
        {
            DescribeEnum(shape.Type);
        }
    }

    private void DescribeEnum(Type type)
    {
        FieldInfo[] names = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        buffer.WriteString(TypeNames.Full(Enum.GetUnderlyingType(type)));
        buffer.WriteBits(names.Length);
        foreach (FieldInfo name in names.OrderBy(name => name.Name, StringComparer.Ordinal))
        {
            buffer.WriteString(name.Name);
            buffer.WriteString(Convert.ToString(name.GetRawConstantValue(), CultureInfo.InvariantCulture));
        }
    }
}
