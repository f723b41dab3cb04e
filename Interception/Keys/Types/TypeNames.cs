using System.Text;

namespace Interception.Keys.Types;

/// <summary>Writes the names of types the way C# does: without versions and arity marks, and mostly without assemblies.</summary>
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
    public static string Display(Type type) => Write(type, Style.Display);

    /// <summary>
    /// The name with namespaces and without keywords: <c>System.Collections.Generic.List&lt;System.Int32&gt;</c>.
    /// </summary>
    public static string Full(Type type) => Write(type, Style.Full);

    /// <summary>
    /// The full name, and before each type that is not the framework's its assembly: <c>Shop!Shop.IRepository&lt;Shop!Shop.Order&gt;</c>.
    /// Two assemblies may each have a type of one full name; what the framework has, it moves from one assembly to another.
    /// </summary>
    public static string Qualified(Type type) => Write(type, Style.Qualified);

    /// <summary>The C# keyword of a type, if it has one.</summary>
    public static string? FindKeyword(Type type) => Keywords.GetValueOrDefault(type);

    /// <summary>A reflected name without the number of type parameters: <c>List</c> for <c>List`1</c>.</summary>
    public static string WithoutArity(string name)
    {
        int mark = name.LastIndexOf('`');
        return mark < 0 ? name : name[..mark];
    }

    private static string Write(Type type, Style style)
    {
        var text = new StringBuilder();
        Append(text, type, style);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type, Style style)
    {
        if (type.HasElementType)
        {
            AppendElement(text, type, style);
        }
        else if (style == Style.Display && Keywords.TryGetValue(type, out string? keyword))
        {
            text.Append(keyword);
        }
        else if (style == Style.Display && Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Append(text, underlying, style);
            text.Append('?');
        }
        else
        {
            AppendNamed(text, type, style);
        }
    }

    private static void AppendElement(StringBuilder text, Type type, Style style)
    {
        if (!type.IsArray)
        {
            Append(text, type.GetElementType()!, style);
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

        Append(text, element, style);
        text.Append(ranks);
    }

    private static void AppendNamed(StringBuilder text, Type type, Style style)
    {
        if (type.IsGenericParameter)
        {
            text.Append(type.Name);
            return;
        }

        if (style == Style.Qualified && !KnownTypes.IsFramework(type))
        {
            text.Append(type.Assembly.GetName().Name).Append('!');
        }

        if (style != Style.Display && type.Namespace is { Length: > 0 } space)
        {
            text.Append(space).Append('.');
        }

        AppendNested(text, type, type.GetGenericArguments(), style);
    }

    // The arguments of Outer<int>.Inner<string> all stand on Inner: each level takes as many as its own arity says.
    private static int AppendNested(StringBuilder text, Type type, Type[] arguments, Style style)
    {
        int used = 0;
        if (type.DeclaringType is { } outer)
        {
            used = AppendNested(text, outer, arguments, style);
            text.Append('.');
        }

        text.Append(WithoutArity(type.Name));
        int arity = type.GetGenericArguments().Length - used;
        if (arity == 0)
        {
            return used;
        }

        text.Append('<');
        for (int i = 0; i < arity; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ");
            Append(text, arguments[used + i], style);
        }

        text.Append('>');
        return used + arity;
    }

    private enum Style
    {
        Display,
        Full,
        Qualified,
    }
}
