using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Interception.Configuration.Parsing;

/// <summary>Whole numbers as text: digits with at most a sign, the same in every culture.</summary>
internal static class NumberText
{
    public static bool TryParse(string text, out int value, [NotNullWhen(false)] out string? problem)
    {
        string trimmed = text.Trim();
        if (int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            problem = null;
            return true;
        }

        problem = IsDigits(trimmed.TrimStart('-'))
            ? $"{Quoted.Value(text)} is too large for a whole number; write at most {int.MaxValue}."
            : $"{Quoted.Value(text)} is not a whole number; write digits only, like 4 or 1024.";
        return false;
    }

    public static string Write(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a text is ASCII digits and nothing else; other scripts' digits are not read.</summary>
    public static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
