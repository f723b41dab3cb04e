using System.Diagnostics.CodeAnalysis;
using Interception.Configuration.Parsing;

namespace Interception.Configuration.Names;

/// <summary>
/// Reads method names: <c>IPrices.Find</c>, <c>Shop.IPrices.Find(int, string?)</c>, <c>Outer.IInner.Get</c>,
/// <c>IRepo&lt;Order&gt;.Load(List&lt;int&gt;[])</c>.
/// </summary>
internal sealed class MethodNameParser
{
    /// <summary>Types nested deeper than this are refused, so that no text can exhaust the stack.</summary>
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly NameScanner _scanner;
    private int _depth;

    private MethodNameParser(string text) => (_text, _scanner) = (text, new NameScanner(text));

    public static bool TryParse(
        string text, [NotNullWhen(true)] out MethodName? name, [NotNullWhen(false)] out string? problem)
    {
        name = text.Contains('*', StringComparison.Ordinal) ? null : new MethodNameParser(text).ParseMethod();
        problem = name is not null
            ? null
            : text.Contains('*', StringComparison.Ordinal)
                ? $"{Quoted.Value(text)} has a wildcard; name each method, or put [Cached] on it."
                : $"{Quoted.Value(text)} is not the name of a method; write 'IPrices.Find' or 'IPrices.Find(int, string)'.";
        return name is not null;
    }

    private MethodName? ParseMethod()
    {
        // The last part is the method; what stands before its dot is the service, as written.
        if (ParseParts(out int lastDot) is not { Count: > 1 } parts || parts[^1].Arguments.Count > 0)
        {
            return null;
        }

        List<TypeName>? parameters = null;
        if (_scanner.Take('('))
        {
            parameters = _scanner.Take(')') ? [] : ParseTypes(')');
            if (parameters is null)
            {
                return null;
            }
        }

        return _scanner.IsAtEnd
            ? new MethodName(new DottedTypeName(parts[..^1]), _text[..lastDot].Trim(), parts[^1].Name, parameters)
            : null;
    }

    private List<NamePart>? ParseParts(out int lastDot)
    {
        List<NamePart> parts = [];
        lastDot = 0;
        do
        {
            if (_scanner.TakeIdentifier() is not { } name)
            {
                return null;
            }

            List<TypeName>? arguments = _scanner.Take('<') ? ParseTypes('>') : [];
            if (arguments is null)
            {
                return null;
            }

            parts.Add(new NamePart(name, arguments));
        }
        while (TakeDot(ref lastDot));

        return parts;
    }

    private List<TypeName>? ParseTypes(char end)
    {
        List<TypeName> types = [];
        do
        {
            if (ParseType() is not { } type)
            {
                return null;
            }

            types.Add(type);
        }
        while (_scanner.Take(','));

        return _scanner.Take(end) ? types : null;
    }

    private TypeName? ParseType()
    {
        if (_depth == MaxDepth)
        {
            return null;
        }

        _depth++;
        TypeName? type = _scanner.Take('(') ? ParseTuple() : ParseDotted();
        _depth--;
        return ParseSuffixes(type);
    }

    private DottedTypeName? ParseDotted() => ParseParts(out _) is { } parts ? new DottedTypeName(parts) : null;

    private TupleTypeName? ParseTuple() => ParseTypes(')') is { Count: > 1 } elements ? new TupleTypeName(elements) : null;

    private TypeName? ParseSuffixes(TypeName? type)
    {
        for (int suffixes = 0; type is not null && suffixes < MaxDepth; suffixes++)
        {
            if (_scanner.Take('?'))
            {
                type = new NullableTypeName(type);
            }
            else if (_scanner.Take('['))
            {
                type = ParseArrays(type);
            }
            else
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>C# writes the outermost array first: <c>int[][,]</c> is a row of <c>int[,]</c>.</summary>
    private TypeName? ParseArrays(TypeName element)
    {
        Stack<int> ranks = new();
        do
        {
            int rank = 1;
            while (_scanner.Take(','))
            {
                rank++;
            }

            if (!_scanner.Take(']'))
            {
                return null;
            }

            ranks.Push(rank);
        }
        while (ranks.Count < MaxDepth && _scanner.Take('['));

        return ranks.Aggregate(element, (type, rank) => new ArrayTypeName(type, rank));
    }

    private bool TakeDot(ref int dot)
    {
        // Reflection writes Outer+Inner where C# writes Outer.Inner.
        if (!_scanner.Take('.') && !_scanner.Take('+'))
        {
            return false;
        }

        dot = _scanner.Position - 1;
        return true;
    }
}
