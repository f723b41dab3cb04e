using Interception.Configuration.Parsing;

namespace Interception.Configuration;

/// <summary>Checks what one place says about a method. What is wrong is reported and left out of the layer.</summary>
internal sealed class MethodLayerReader(IReadOnlyCollection<string> varyByNames, ProblemList problems)
{
    /// <summary>Checks an entry in Methods, or the defaults.</summary>
    public MethodLayer Read(MethodOptions options, string path) => new()
    {
        Mode = Known(options.Mode, $"{path}:{nameof(options.Mode)}"),
        Expiry = SettingBounds.Expiry.Check(options.Expiry, $"{path}:{nameof(options.Expiry)}", problems),
        Check = Known(options.Check, $"{path}:{nameof(options.Check)}"),
        CheckInterval =
            SettingBounds.CheckInterval.Check(options.CheckInterval, $"{path}:{nameof(options.CheckInterval)}", problems),
        MinCheckInterval = SettingBounds.MinCheckInterval.Check(options.MinCheckInterval, $"{path}:{nameof(options.MinCheckInterval)}", problems),
        MaxCheckInterval = SettingBounds.MaxCheckInterval.Check(options.MaxCheckInterval, $"{path}:{nameof(options.MaxCheckInterval)}", problems),
        StaleTarget = SettingBounds.StaleTarget.Check(options.StaleTarget, $"{path}:{nameof(options.StaleTarget)}", problems),
        CheckBudget = SettingBounds.CheckBudget.Check(options.CheckBudget, $"{path}:{nameof(options.CheckBudget)}", problems),
        MaxChecksPerSecond = SettingBounds.MaxChecksPerSecond.Check(options.MaxChecksPerSecond, $"{path}:{nameof(options.MaxChecksPerSecond)}", problems),
        WaitWhenLikelyStale = SettingBounds.WaitWhenLikelyStale.Check(options.WaitWhenLikelyStale, $"{path}:{nameof(options.WaitWhenLikelyStale)}", problems),
        WaitBudget = SettingBounds.WaitBudget.Check(options.WaitBudget, $"{path}:{nameof(options.WaitBudget)}", problems),
        VerifyShare = SettingBounds.VerifyShare.Check(options.VerifyShare, $"{path}:{nameof(options.VerifyShare)}", problems),
        HoldoutShare = SettingBounds.HoldoutShare.Check(options.HoldoutShare, $"{path}:{nameof(options.HoldoutShare)}", problems),
        RunTimeout = SettingBounds.RunTimeout.Check(options.RunTimeout, $"{path}:{nameof(options.RunTimeout)}", problems),
        MaxConcurrentChecks = SettingBounds.MaxConcurrentChecks.Check(
            options.MaxConcurrentChecks, $"{path}:{nameof(options.MaxConcurrentChecks)}", problems),
        CacheNull = options.CacheNull,
        Results = Known(options.Results, $"{path}:{nameof(options.Results)}"),
        VaryBy = VaryBy(options.VaryBy, $"{path}:{nameof(options.VaryBy)}"),
        IgnoreParameters = Names(options.IgnoreParameters, $"{path}:{nameof(options.IgnoreParameters)}"),
        CompareIgnore = Names(options.CompareIgnore, $"{path}:{nameof(options.CompareIgnore)}"),
        Tags = Names(options.Tags, $"{path}:{nameof(options.Tags)}"),
        Optional = options.Optional,
    };

    /// <summary>Checks an attribute, whose durations are texts as in configuration.</summary>
    public MethodLayer Read(CachedAttribute attribute, string path) => Read(
        new MethodOptions
        {
            Expiry = Duration(attribute.Expiry, $"{path}:{nameof(attribute.Expiry)}"),
            Check = attribute.CheckOrNull,
            CheckInterval = Duration(attribute.CheckInterval, $"{path}:{nameof(attribute.CheckInterval)}"),
            MinCheckInterval = Duration(attribute.MinCheckInterval, $"{path}:{nameof(attribute.MinCheckInterval)}"),
            MaxCheckInterval = Duration(attribute.MaxCheckInterval, $"{path}:{nameof(attribute.MaxCheckInterval)}"),
            StaleTarget = Share(attribute.StaleTarget, $"{path}:{nameof(attribute.StaleTarget)}"),
            CheckBudget = Share(attribute.CheckBudget, $"{path}:{nameof(attribute.CheckBudget)}"),
            WaitWhenLikelyStale = Share(attribute.WaitWhenLikelyStale, $"{path}:{nameof(attribute.WaitWhenLikelyStale)}"),
            WaitBudget = Share(attribute.WaitBudget, $"{path}:{nameof(attribute.WaitBudget)}"),
            VerifyShare = Share(attribute.VerifyShare, $"{path}:{nameof(attribute.VerifyShare)}"),
            HoldoutShare = Share(attribute.HoldoutShare, $"{path}:{nameof(attribute.HoldoutShare)}"),
            MaxChecksPerSecond = attribute.MaxChecksPerSecondOrNull,
            RunTimeout = Duration(attribute.RunTimeout, $"{path}:{nameof(attribute.RunTimeout)}"),
            CacheNull = attribute.CacheNullOrNull,
            Results = attribute.ResultsOrNull,
            VaryBy = attribute.VaryBy,
            IgnoreParameters = attribute.IgnoreParameters,
            CompareIgnore = attribute.CompareIgnore,
            Tags = attribute.Tags,
        },
        path);

    /// <summary>Checks that each ignored parameter is one of some method; a misspelt one would stay in the key.</summary>
    public void CheckParameters(MethodLayer layer, IReadOnlyList<CandidateMethod> methods, string path)
    {
        string[] known = [.. methods.SelectMany(candidate => candidate.Method.GetParameters())
            .Select(parameter => parameter.Name ?? string.Empty).Distinct()];
        foreach (string name in (layer.IgnoreParameters ?? NameSet.Empty).Where(name => !known.Contains(name)))
        {
            problems.Add($"{path}:{nameof(MethodOptions.IgnoreParameters)}", NearestName.Find(name, known) is { } nearest
                ? $"the method has no parameter {Quoted.Value(name)}; did you mean {Quoted.Value(nearest)}?"
                : $"the method has no parameter {Quoted.Value(name)}; its parameters are: {string.Join(", ", known)}.");
        }
    }

    private TimeSpan? Duration(string? text, string path) => Parsed<TimeSpan>(text, path, DurationText.TryParse);

    private double? Share(string? text, string path) => Parsed<double>(text, path, ShareText.TryParse);

    private T? Parsed<T>(string? text, string path, ValueParser<T> parse)
        where T : struct
    {
        if (text is null)
        {
            return null;
        }

        if (parse(text, out T value, out string? problem))
        {
            return value;
        }

        problems.Add(path, problem);
        return null;
    }

    private T? Known<T>(T? value, string path)
        where T : struct, Enum
    {
        if (value is not { } given || Enum.IsDefined(given))
        {
            return value;
        }

        problems.Add(path, EnumText.Describe<T>(given.ToString()));
        return null;
    }

    private NameSet? Names(IList<string>? names, string path)
    {
        if (names is null)
        {
            return null;
        }

        if (!names.Any(string.IsNullOrWhiteSpace))
        {
            return new NameSet(names);
        }

        problems.Add(path, "has an empty name; write a name or take it out.");
        return null;
    }

    private NameSet? VaryBy(IList<string>? names, string path)
    {
        NameSet? written = Names(names, path);
        string[] unknown = [.. (written ?? NameSet.Empty).Where(name => !varyByNames.Contains(name))];
        foreach (string name in unknown)
        {
            problems.Add(path, NearestName.Find(name, varyByNames) is { } nearest
                ? $"no IVaryBy is named {Quoted.Value(name)}; did you mean {Quoted.Value(nearest)}?"
                : $"no IVaryBy is named {Quoted.Value(name)}; register one as a singleton IVaryBy. "
                    + $"Registered are: {string.Join(", ", varyByNames)}.");
        }

        return unknown.Length > 0 ? null : written;
    }
}
