using System.Diagnostics.CodeAnalysis;

namespace Interception.Configuration.Parsing;

/// <summary>A text that is taken as it is.</summary>
internal static class TextValue
{
    public static bool TryParse(string text, [NotNullWhen(true)] out string? value, [NotNullWhen(false)] out string? problem)
    {
        (value, problem) = (text, null);
        return true;
    }
}
