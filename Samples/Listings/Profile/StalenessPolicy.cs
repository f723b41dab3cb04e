using System.Globalization;

namespace Listings.Profile;

/// <summary>How long the listing's answers may be wrong, as its configuration has it.</summary>
/// <param name="Check">The check mode: EveryHit, Interval or Adaptive.</param>
/// <param name="CheckInterval">The time after which a look asks for a check, at the latest; none for EveryHit.</param>
public sealed record StalenessPolicy(string Check, TimeSpan CheckInterval)
{
    /// <summary>Where the listing's settings stand.</summary>
    public const string Section = "Interception:Methods:ICityListing.GetPageAsync";

    /// <summary>What a check is given for its turn and its run: 5 seconds, some fifty times what it takes.</summary>
    public static readonly TimeSpan RunAllowance = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30), DefaultLongest = TimeSpan.FromMinutes(10);

    /// <summary>Reads the policy.</summary>
    /// <exception cref="InvalidOperationException">The listing isn't checked, so its answers may be wrong for ever.</exception>
    public static StalenessPolicy Read(IConfiguration configuration)
    {
        string? interval = configuration[$"{Section}:CheckInterval"];
        string? longest = configuration[$"{Section}:MaxCheckInterval"];
        string check = configuration[$"{Section}:Check"] ?? (interval is null ? "Adaptive" : "Interval");
        return check switch
        {
            "EveryHit" => new StalenessPolicy(check, TimeSpan.Zero),
            "Interval" => new StalenessPolicy(check, interval is null ? DefaultInterval : ParseDuration(interval)),
            "Adaptive" => new StalenessPolicy(check, longest is null ? DefaultLongest : ParseDuration(longest)),
            _ => throw new InvalidOperationException(
                $"The profile can't judge '{Section}:Check' = '{check}'. Set it to EveryHit, Interval or Adaptive."),
        };
    }

    /// <inheritdoc/>
    public override string ToString() =>
        (CheckInterval == TimeSpan.Zero ? Check : $"{Check} {Seconds(CheckInterval)}")
        + $"; an edit may stay unseen for {Seconds(CheckInterval + RunAllowance)} and until {Seconds(RunAllowance)} after a look";

    private static string Seconds(TimeSpan duration) =>
        duration.TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s";

    private static TimeSpan ParseDuration(string text) => text switch
    {
        [.. string number, 'm', 's'] => TimeSpan.FromMilliseconds(ParseNumber(number)),
        [.. string number, 's'] => TimeSpan.FromSeconds(ParseNumber(number)),
        [.. string number, 'm'] => TimeSpan.FromMinutes(ParseNumber(number)),
        _ => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
    };

    private static double ParseNumber(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
