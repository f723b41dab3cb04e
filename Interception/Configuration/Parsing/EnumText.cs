using System.Diagnostics.CodeAnalysis;

namespace Interception.Configuration.Parsing;

/// <summary>Values of an enumeration as text: their names in any case. Their numbers are not read.</summary>
internal static class EnumText
{
    public static bool TryParse<T>(string text, out T value, [NotNullWhen(false)] out string? problem)
        where T : struct, Enum
    {
        string? name = Array.Find(Enum.GetNames<T>(), known => known.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        value = name is null ? default : Enum.Parse<T>(name);
        problem = name is null ? Describe<T>(text) : null;
        return name is not null;
    }

    /// <summary>Says that a value is none of the enumeration's, and lists those that are.</summary>
    public static string Describe<T>(string text)
        where T : struct, Enum
    {
        string[] names = Enum.GetNames<T>();
        return $"{Quoted.Value(text)} is not allowed; write {string.Join(", ", names[..^1])} or {names[^1]}.";
    }
}
