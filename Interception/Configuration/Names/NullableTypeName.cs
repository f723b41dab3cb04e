namespace Interception.Configuration.Names;

/// <summary><c>T?</c>: a nullable value type, or a reference type, where the question mark says nothing at run time.</summary>
internal sealed class NullableTypeName(TypeName underlying) : TypeName
{
    public override NameFit Fit(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return underlying.Fit(value);
        }

        return type.IsValueType ? NameFit.None : underlying.Fit(type);
    }
}
