namespace Interception.Configuration.Names;

/// <summary>A type by name: <c>int</c>, <c>System.Int32</c>, <c>Outer.Inner</c>, <c>IRepo&lt;Order&gt;</c>.</summary>
internal sealed class DottedTypeName(IReadOnlyList<NamePart> parts) : TypeName
{
    public override NameFit Fit(Type type)
    {
        if (parts is [{ Arguments.Count: 0 } only])
        {
            if (type.IsGenericParameter)
            {
                return only.Name.Equals(type.Name, StringComparison.Ordinal) ? NameFit.Full : NameFit.None;
            }

            if (TypeText.FindKeyword(type) is { } keyword && only.Name.Equals(keyword, StringComparison.Ordinal))
            {
                return NameFit.Full;
            }
        }

        return type.IsGenericParameter || type.HasElementType ? NameFit.None : FitChain(type);
    }

    private NameFit FitChain(Type type)
    {
        // From the innermost type outwards; reflection gives all type arguments, the outer types' first, to the innermost.
        Type[] arguments = type.GetGenericArguments();
        int unmatched = parts.Count;
        for (Type? link = type; link is not null; link = link.DeclaringType)
        {
            if (unmatched == 0)
            {
                return NameFit.Short;
            }

            int outer = link.DeclaringType?.GetGenericArguments().Length ?? 0;
            ReadOnlySpan<Type> own = arguments.AsSpan(outer, link.GetGenericArguments().Length - outer);
            unmatched--;
            if (!parts[unmatched].Matches(TypeText.WithoutArity(link.Name), own))
            {
                return NameFit.None;
            }
        }

        return FitNamespace(type.Namespace, unmatched);
    }

    private NameFit FitNamespace(string? space, int unmatched)
    {
        string written = string.Join('.', parts.Take(unmatched).Select(part => part.Name));
        if (written.Equals(space ?? string.Empty, StringComparison.Ordinal))
        {
            return parts.Take(unmatched).All(part => part.Arguments.Count == 0) ? NameFit.Full : NameFit.None;
        }

        return unmatched == 0 ? NameFit.Short : NameFit.None;
    }
}
