using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Interception.Configuration.Parsing;

/// <summary>Durations as text: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c> or <c>hh:mm:ss</c>.</summary>
/// <remarks>A number without a unit is an error: the framework reads "60" as 60 days, and "24:00:00" as 24 days.</remarks>
internal static class DurationText
{
    private static readonly (string Suffix, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
    ];

    public static bool TryParse(string text, out TimeSpan value, [NotNullWhen(false)] out string? problem)
    {
        string trimmed = text.Trim();
        value = default;
        problem = FindProblem(text, trimmed);
        if (problem is not null)
        {
            return false;
        }

        if (TryParseClock(trimmed, out value) || TryParseUnit(trimmed, out value))
        {
            return true;
        }

        problem = IsTooLong(trimmed)
            ? $"{Quoted.Value(text)} is too long for a duration; write at most 30d."
            : $"{Quoted.Value(text)} is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.";
        return false;
    }

    /// <summary>Writes a duration as it would be configured, in the largest unit that needs no fraction.</summary>
    public static string Write(TimeSpan duration)
    {
        long ticks = duration.Ticks;
        if (ticks == 0)
        {
            return "0s";
        }

        foreach ((string suffix, long unit) in Units.OrderByDescending(unit => unit.Ticks))
        {
            if (ticks % unit == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{ticks / unit}{suffix}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms");
    }

    private static string? FindProblem(string text, string trimmed)
    {
        if (NumberText.IsDigits(trimmed))
        {
            return $"{Quoted.Value(text)} needs a unit: \"{trimmed[..Math.Min(trimmed.Length, 20)]}s\".";
        }

        return trimmed.StartsWith('-')
            ? $"{Quoted.Value(text)} is negative; write a duration like 500ms, 30s, 5m, 1h, 1d or hh:mm:ss."
            : null;
    }

    private static bool TryParseUnit(string text, out TimeSpan value)
    {
        value = default;
        if (!TrySplit(text, out string digits, out long unit)
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            || count > TimeSpan.MaxValue.Ticks / unit)
        {
            return false;
        }

        value = TimeSpan.FromTicks(count * unit);
        return true;
    }

    private static bool IsTooLong(string text) => TrySplit(text, out _, out _);

    private static bool TrySplit(string text, out string digits, out long unit)
    {
        foreach ((string suffix, long ticks) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && NumberText.IsDigits(text[..^suffix.Length]))
            {
                (digits, unit) = (text[..^suffix.Length], ticks);
                return true;
            }
        }

        (digits, unit) = (string.Empty, 0);
        return false;
    }

    private static bool TryParseClock(string text, out TimeSpan value)
    {
        value = default;
        string[] parts = text.Split(':');
        if (parts.Length != 3 || parts.Any(part => part.Length is < 1 or > 3 || !NumberText.IsDigits(part)))
        {
            return false;
        }

        int[] numbers = [.. parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        if (parts[1].Length != 2 || parts[2].Length != 2 || numbers[1] > 59 || numbers[2] > 59)
        {
            return false;
        }

        value = new TimeSpan(numbers[0], numbers[1], numbers[2]);
        return true;
    }
}
