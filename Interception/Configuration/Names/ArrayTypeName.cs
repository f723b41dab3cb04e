namespace Interception.Configuration.Names;

/// <summary>An array: <c>T[]</c>, <c>T[,]</c>.</summary>
internal sealed class ArrayTypeName(TypeName element, int rank) : TypeName
{
    public override NameFit Fit(Type type) =>
        type.IsArray && type.GetArrayRank() == rank ? element.Fit(type.GetElementType()!) : NameFit.None;
}
