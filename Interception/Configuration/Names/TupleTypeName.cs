namespace Interception.Configuration.Names;

/// <summary>A tuple of two to seven elements: <c>(int, string)</c>.</summary>
internal sealed class TupleTypeName(IReadOnlyList<TypeName> elements) : TypeName
{
    public override NameFit Fit(Type type)
    {
        bool isTuple = type is { IsGenericType: true, Namespace: "System" }
            && TypeText.WithoutArity(type.Name) == nameof(ValueTuple);
        return isTuple && new NamePart(string.Empty, elements).Matches(string.Empty, type.GetGenericArguments())
            ? NameFit.Full
            : NameFit.None;
    }
}
