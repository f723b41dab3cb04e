using System.Globalization;
using System.Text;

namespace Interception;

/// <summary>Why a call is answered as it is, and when its answer is checked next.</summary>
public sealed record CallExplanation
{
    /// <summary>The method, as settings name it.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// A hash of the whole call, 40 hexadecimal digits; with Redis the end of the entry's name there. <see langword="null"/> if its arguments make no key.
    /// </summary>
    public required string? KeyDigest { get; init; }

    /// <summary>Where its answer stands.</summary>
    public required AnswerPlace Place { get; init; }

    /// <summary>The time since the answer was last proven right; <see langword="null"/> if there is none.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The time since the last look at the method, whatever came of it.</summary>
    public TimeSpan? SinceLastCheck { get; init; }

    /// <summary>What came of that look, in words.</summary>
    public string? LastOutcome { get; init; }

    /// <summary>How often the answer is expected to change, per hour; only for an answer in memory, like what follows.</summary>
    public double? ChangesPerHour { get; init; }

    /// <summary>How often it is asked for, per hour.</summary>
    public double? HitsPerHour { get; init; }

    /// <summary>The probability that it is stale now, 0 to 1.</summary>
    public double? StaleProbability { get; init; }

    /// <summary>The time from which on a hit asks for a check, from now; zero if the next one does, <see langword="null"/> if none will.</summary>
    public TimeSpan? NextCheckIn { get; init; }

    /// <summary>Why then, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The method's settings as they count now, each with the place that it comes from.</summary>
    public required IReadOnlyList<PolicySetting> Policy { get; init; }

    /// <summary>All of it as text, for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(nameof(Method), Method);
        Append("Key", KeyDigest);
        Append(nameof(Place), Place.ToString());
        Append(nameof(Age), Seconds(Age));
        Append("Last check", SinceLastCheck is null ? null : $"{Seconds(SinceLastCheck)} ago: {LastOutcome}");
        Append("Changes per hour", Number(ChangesPerHour));
        Append("Hits per hour", Number(HitsPerHour));
        Append("Stale now", StaleProbability is { } share ? $"{Number(100 * share)} %" : null);
        Append("Next check", NextCheckIn is { } next ? next > TimeSpan.Zero ? $"in {Seconds(next)}" : "at the next hit" : "never");
        Append(nameof(Reason), Reason);
        foreach (PolicySetting setting in Policy)
        {
            Append(setting.Name, $"{(setting.Value.Length > 0 ? setting.Value : "none")} ({setting.Place})");
        }

        return text.ToString();

        void Append(string name, string? value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name + ":",-22}{value ?? "-"}");
    }

    private static string? Seconds(TimeSpan? time) => time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.0} s") : null;

    private static string? Number(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture);
}
