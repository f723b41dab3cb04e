using System.Diagnostics.CodeAnalysis;

namespace Interception.Configuration.Parsing;

/// <summary>Booleans as text: <c>true</c> and <c>false</c>, in any case, and nothing else.</summary>
internal static class BooleanText
{
    public static bool TryParse(string text, out bool value, [NotNullWhen(false)] out string? problem)
    {
        bool isBoolean = bool.TryParse(text, out value);
        problem = isBoolean ? null : $"{Quoted.Value(text)} is not a boolean; write true or false.";
        return isBoolean;
    }
}
