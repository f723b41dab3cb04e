using System.Reflection;

namespace Interception.Configuration.Names;

/// <summary>Writes types and methods the way they are written in configuration.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
    };

    /// <summary>The C# keyword of a type, if it has one.</summary>
    public static string? FindKeyword(Type type) => Keywords.GetValueOrDefault(type);

    /// <summary>A reflected name without the number of type parameters: <c>List</c> for <c>List`1</c>.</summary>
    public static string WithoutArity(string name)
    {
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : name[..tick];
    }

    /// <summary>The name of a method that names no other overload: <c>IPrices.Find(int, string)</c>.</summary>
    public static string Of(CandidateMethod candidate) => $"{Of(candidate.ServiceType)}.{Of(candidate.Method)}";

    /// <summary>A method with its parameter types: <c>Find(int, string)</c>.</summary>
    public static string Of(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Of(parameter.ParameterType)))})";

    /// <summary>A type without namespaces.</summary>
    public static string Of(Type type) => Write(type, withNamespaces: false);

    /// <summary>A type with its namespace, and those of its type arguments.</summary>
    public static string FullOf(Type type) => Write(type, withNamespaces: true);

    private static string Write(Type type, bool withNamespaces)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!, withNamespaces);
        }

        if (type.IsArray)
        {
            return WriteArray(type, withNamespaces);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Write(value, withNamespaces) + "?";
        }

        if (type.IsGenericParameter || FindKeyword(type) is not null)
        {
            return FindKeyword(type) ?? type.Name;
        }

        string chain = WriteChain(type, type.GetGenericArguments(), withNamespaces);
        return withNamespaces && type.Namespace is { Length: > 0 } space ? $"{space}.{chain}" : chain;
    }

    private static string WriteArray(Type type, bool withNamespaces)
    {
        string ranks = string.Empty;
        Type element = type;
        for (; element.IsArray; element = element.GetElementType()!)
        {
            ranks += $"[{new string(',', element.GetArrayRank() - 1)}]";
        }

        return Write(element, withNamespaces) + ranks;
    }

    private static string WriteChain(Type type, Type[] arguments, bool withNamespaces)
    {
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        int inner = type.GetGenericArguments().Length;
        string[] own = [.. arguments[outer..inner].Select(argument => Write(argument, withNamespaces))];
        string name = WithoutArity(type.Name) + (own.Length > 0 ? $"<{string.Join(", ", own)}>" : string.Empty);
        return type.DeclaringType is { } declaring ? $"{WriteChain(declaring, arguments, withNamespaces)}.{name}" : name;
    }
}
