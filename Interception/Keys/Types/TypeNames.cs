using System.Text;

namespace Interception.Keys.Types;

/// <summary>Writes the names of types the way C# does: without assemblies, versions and arity marks.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint", [typeof(char)] = "char",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(void)] = "void",
    };

    /// <summary>The name as one writes it in code: <c>List&lt;int?&gt;</c>, <c>Outer.Inner</c>.</summary>
    public static string Display(Type type) => Write(type, full: false);

    /// <summary>
    /// The name with namespaces and without keywords: <c>System.Collections.Generic.List&lt;System.Int32&gt;</c>.
    /// </summary>
    public static string Full(Type type) => Write(type, full: true);

    private static string Write(Type type, bool full)
    {
        var text = new StringBuilder();
        Append(text, type, full);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type, bool full)
    {
        if (type.HasElementType)
        {
            AppendElement(text, type, full);
        }
        else if (!full && Keywords.TryGetValue(type, out string? keyword))
        {
            text.Append(keyword);
        }
        else if (!full && Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Append(text, underlying, full);
            text.Append('?');
        }
        else
        {
            AppendNamed(text, type, full);
        }
    }

    private static void AppendElement(StringBuilder text, Type type, bool full)
    {
        if (!type.IsArray)
        {
            Append(text, type.GetElementType()!, full);
            text.Append(type.IsByRef ? '&' : '*');
            return;
        }

        // int[][,] is an array of int[,]: C# lists the outer rank first.
        Type element = type;
        var ranks = new StringBuilder();
        while (element.IsArray)
        {
            ranks.Append('[').Append(',', element.GetArrayRank() - 1).Append(']');
            element = element.GetElementType()!;
        }

        Append(text, element, full);
        text.Append(ranks);
    }

    private static void AppendNamed(StringBuilder text, Type type, bool full)
    {
        if (type.IsGenericParameter)
        {
            text.Append(type.Name);
            return;
        }

        if (full && type.Namespace is { Length: > 0 } space)
        {
            text.Append(space).Append('.');
        }

        AppendNested(text, type, type.GetGenericArguments(), full);
    }

    // The arguments of Outer<int>.Inner<string> all stand on Inner: each level takes as many as its own arity says.
    private static int AppendNested(StringBuilder text, Type type, Type[] arguments, bool full)
    {
        int used = 0;
        if (type.DeclaringType is { } outer)
        {
            used = AppendNested(text, outer, arguments, full);
            text.Append('.');
        }

        int mark = type.Name.LastIndexOf('`');
        text.Append(type.Name, 0, mark < 0 ? type.Name.Length : mark);
        int arity = type.GetGenericArguments().Length - used;
        if (arity == 0)
        {
            return used;
        }

        text.Append('<');
        for (int i = 0; i < arity; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ");
            Append(text, arguments[used + i], full);
        }

        text.Append('>');
        return used + arity;
    }
}
