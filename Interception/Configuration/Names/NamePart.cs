namespace Interception.Configuration.Names;

/// <summary>One part of a dotted name: <c>List&lt;int&gt;</c> in <c>System.Collections.Generic.List&lt;int&gt;</c>.</summary>
internal sealed record NamePart(string Name, IReadOnlyList<TypeName> Arguments)
{
    public bool Matches(string name, ReadOnlySpan<Type> arguments)
    {
        if (!Name.Equals(name, StringComparison.Ordinal) || Arguments.Count != arguments.Length)
        {
            return false;
        }

        for (int index = 0; index < arguments.Length; index++)
        {
            if (!Arguments[index].Matches(arguments[index]))
            {
                return false;
            }
        }

        return true;
    }
}
