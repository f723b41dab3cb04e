using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Interception.Configuration.Parsing;

/// <summary>Numbers that may have a fraction: <c>20</c> or <c>0.5</c>, with a point in every culture.</summary>
internal static class DecimalText
{
    public static bool TryParse(string text, out double value, [NotNullWhen(false)] out string? problem)
    {
        problem = TryRead(text.Trim(), out value) ? null : $"{Quoted.Value(text)} is not a number; write digits and at most a point, like 20 or 0.5.";
        return problem is null;
    }

    /// <summary>Reads digits with at most a sign and a point.</summary>
    public static bool TryRead(string trimmed, out double value)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(trimmed, style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    public static string Write(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
