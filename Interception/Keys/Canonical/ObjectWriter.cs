using System.Collections.Frozen;
using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>Writes an object: whether it is there, its run-time type where several are possible, and its members.</summary>
internal sealed class ObjectWriter<T> : CanonicalWriter<T>, IObjectWriter
{
    private Action<CanonicalBuffer, T>? _members;
    private FrozenDictionary<Type, IObjectWriter>? _subtypes;

    public string TypeName { get; } = TypeNames.Full(typeof(T));

    /// <summary>Completes the writer. Apart from the constructor, because types may contain themselves.</summary>
    /// <param name="members">Writes the members of an object of exactly this type.</param>
    /// <param name="subtypes">
    /// The writers of all types that may stand for this one, itself included; null if there are none.
    /// </param>
    public void Complete(Delegate members, FrozenDictionary<Type, IObjectWriter>? subtypes)
    {
        _members = (Action<CanonicalBuffer, T>)members;
        _subtypes = subtypes;
    }

    public override void Write(CanonicalBuffer buffer, T value)
    {
        if (typeof(T).IsValueType)
        {
            WriteOwn(buffer, value);
        }
        else if (buffer.WritePresence(value is not null))
        {
            WriteReference(buffer, value);
        }
    }

    public void WriteMembers(CanonicalBuffer buffer, object value) => WriteOwn(buffer, (T)value);

    private void WriteReference(CanonicalBuffer buffer, T value)
    {
        Type type = value!.GetType();
        if (_subtypes is null && type == typeof(T))
        {
            WriteOwn(buffer, value);
            return;
        }

        if (_subtypes is null || !_subtypes.TryGetValue(type, out IObjectWriter? subtype))
        {
            throw Foreign(type);
        }

        buffer.WriteString(subtype.TypeName);
        subtype.WriteMembers(buffer, value);
    }

    private NotEncodableException Foreign(Type type) => type.Assembly.IsDynamic
        ? new NotEncodableException(
            $"A '{TypeNames.Full(type)}' stands where a '{TypeName}' is declared. It is a class made at run time, as EF Core's lazy-loading and change-tracking proxies are, "
            + "and may still ask its DbContext for more; return plain data, or entities without proxies") { IsTiedToItsScope = true }
        : new NotEncodableException(
            $"A '{TypeNames.Full(type)}' stands where a '{TypeName}' is declared, which does not name it as a derived type.");

    private void WriteOwn(CanonicalBuffer buffer, T value)
    {
        buffer.Enter(typeof(T));
        _members!(buffer, value);
        buffer.Leave();
    }
}
