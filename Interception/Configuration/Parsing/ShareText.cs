using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Interception.Configuration.Parsing;

/// <summary>Shares as text: <c>1%</c>, <c>0.5%</c>, <c>90%</c>; as values 0 to 1.</summary>
/// <remarks>A number without the sign is an error: nobody could tell whether 1 is one percent or all.</remarks>
internal static class ShareText
{
    private const string Examples = "write 1%, 0.5% or 90%";

    public static bool TryParse(string text, out double value, [NotNullWhen(false)] out string? problem)
    {
        string trimmed = text.Trim();
        bool hasSign = trimmed.EndsWith('%');
        bool isNumber = DecimalText.TryRead(hasSign ? trimmed[..^1].TrimEnd() : trimmed, out value);
        value /= 100;
        problem = hasSign && isNumber ? null
            : isNumber ? $"{Quoted.Value(text)} needs a percent sign; {Examples}."
            : $"{Quoted.Value(text)} is not a share; {Examples}.";
        return problem is null;
    }

    /// <summary>Writes a share as it would be configured.</summary>
    public static string Write(double share) => $"{DecimalText.Write(Math.Round(share * 100, 10))}%";
}
