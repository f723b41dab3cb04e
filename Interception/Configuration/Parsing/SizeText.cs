using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Interception.Configuration.Parsing;

/// <summary>Sizes in bytes as text: <c>64KB</c>, <c>256MB</c>, <c>1GB</c>, in powers of 1,024.</summary>
internal static class SizeText
{
    private static readonly (string Suffix, long Bytes)[] Units = [("GB", 1L << 30), ("MB", 1L << 20), ("KB", 1L << 10)];

    public static bool TryParse(string text, out long value, [NotNullWhen(false)] out string? problem)
    {
        string trimmed = text.Trim();
        value = 0;
        problem = $"{Quoted.Value(text)} is not a size; write 64KB, 256MB or 1GB.";
        if (NumberText.IsDigits(trimmed))
        {
            problem = $"{Quoted.Value(text)} needs a unit; write 64KB, 256MB or 1GB.";
            return false;
        }

        foreach ((string suffix, long bytes) in Units)
        {
            if (!trimmed.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) || !NumberText.IsDigits(trimmed[..^2]))
            {
                continue;
            }

            if (!long.TryParse(trimmed[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out long count)
                || count > long.MaxValue / bytes)
            {
                problem = $"{Quoted.Value(text)} is too large for a size; write 64KB, 256MB or 1GB.";
                return false;
            }

            (value, problem) = (count * bytes, null);
            return true;
        }

        return false;
    }

    /// <summary>The same for sizes that must fit into an <see cref="int"/>.</summary>
    public static bool TryParse(string text, out int value, [NotNullWhen(false)] out string? problem)
    {
        bool isSize = TryParse(text, out long bytes, out problem);
        if (isSize && bytes > int.MaxValue)
        {
            problem = $"{Quoted.Value(text)} is too large for this setting; write 1KB or 64KB.";
        }

        value = problem is null ? (int)bytes : 0;
        return problem is null;
    }

    /// <summary>Writes a size as it would be configured, in the largest unit that needs no fraction.</summary>
    public static string Write(long bytes)
    {
        if (bytes == 0)
        {
            return "0KB";
        }

        foreach ((string suffix, long unit) in Units)
        {
            if (bytes % unit == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / unit}{suffix}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
    }
}
