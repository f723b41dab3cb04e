using Interception.Configuration.Parsing;
using Microsoft.Extensions.Configuration;

namespace Interception.Configuration;

/// <summary>Reads the section "Interception" over options that may hold other settings already.</summary>
/// <remarks>
/// What is wrong is reported with the setting's full path and leaves the options as they were. Bounds are checked later.
/// </remarks>
internal sealed class ConfigurationReader(InterceptionOptions options, ProblemList problems, MethodEntries entries)
{
    public const string SectionName = "Interception";

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The root, the section itself, or a section that contains it.</param>
    public void Read(IConfiguration configuration)
    {
        IConfigurationSection section = FindSection(configuration);
        if (!SectionReader.HasNoValue(section, problems))
        {
            return;
        }

        SectionReader settings = new(section, problems);
        settings.Value<bool>(nameof(options.Enabled), BooleanText.TryParse, value => options.Enabled = value);
        settings.Value<bool>(nameof(options.Strict), BooleanText.TryParse, value => options.Strict = value);
        settings.Value<string>(nameof(options.Application), TextValue.TryParse, value => options.Application = value);
        settings.Section(nameof(options.Defaults), defaults => ReadMethod(defaults, options.Defaults));
        settings.Section(nameof(options.Refresh), ReadRefresh);
        settings.Section(nameof(options.Memory), ReadMemory);
        settings.Section(nameof(options.Redis), ReadRedis, "{ \"Configuration\": \"localhost:6379\" }");
        settings.Section(nameof(options.Methods), ReadMethods);
        settings.ReportUnknown();
    }

    /// <summary>The section that holds the settings. It need not exist.</summary>
    public static IConfigurationSection FindSection(IConfiguration configuration)
    {
        if (configuration is not IConfigurationSection section)
        {
            return configuration.GetSection(SectionName);
        }

        if (section.Key.Equals(SectionName, StringComparison.OrdinalIgnoreCase))
        {
            return section;
        }

        // A section of another name is the settings themselves, unless it contains them. Reading nothing would go unnoticed.
        IConfigurationSection inner = section.GetSection(SectionName);
        return inner.Exists() || !section.Exists() ? inner : section;
    }

    private void ReadRefresh(IConfigurationSection section)
    {
        RefreshOptions refresh = options.Refresh;
        SectionReader settings = new(section, problems);
        settings.Value<int>(nameof(refresh.Concurrency), NumberText.TryParse, value => refresh.Concurrency = value);
        settings.Value<int>(nameof(refresh.QueueCapacity), NumberText.TryParse, value => refresh.QueueCapacity = value);
        settings.Value<TimeSpan>(nameof(refresh.DrainTimeout), DurationText.TryParse, value => refresh.DrainTimeout = value);
        settings.Value<double>(nameof(refresh.MaxChecksPerSecond), DecimalText.TryParse, value => refresh.MaxChecksPerSecond = value);
        settings.ReportUnknown();
    }

    private void ReadMemory(IConfigurationSection section)
    {
        MemoryOptions memory = options.Memory;
        SectionReader settings = new(section, problems);
        settings.Value<int>(nameof(memory.MaxEntries), NumberText.TryParse, value => memory.MaxEntries = value);
        settings.Value<long>(nameof(memory.MaxBytes), SizeText.TryParse, value => memory.MaxBytes = value);
        settings.ReportUnknown();
    }

    private void ReadRedis(IConfigurationSection section)
    {
        int before = problems.Count;
        RedisOptions redis = options.Redis ??= new RedisOptions();
        SectionReader settings = new(section, problems);
        settings.Value<string>(nameof(redis.Configuration), TextValue.TryParse, value => redis.Configuration = value);
        settings.Value<string>(nameof(redis.ServiceKey), TextValue.TryParse, value => redis.ServiceKey = value);
        settings.Value<string>(nameof(redis.KeyPrefix), TextValue.TryParse, value => redis.KeyPrefix = value);
        settings.Value<TimeSpan>(nameof(redis.Timeout), DurationText.TryParse, value => redis.Timeout = value);
        settings.Value<TimeSpan>(nameof(redis.LeaseWait), DurationText.TryParse, value => redis.LeaseWait = value);
        settings.Value<int>(nameof(redis.InlineBytes), SizeText.TryParse, value => redis.InlineBytes = value);
        settings.Value<long>(nameof(redis.MaxPayload), SizeText.TryParse, value => redis.MaxPayload = value);
        settings.Value<long>(nameof(redis.CompressAbove), SizeText.TryParse, value => redis.CompressAbove = value);
        settings.Value<string>(nameof(redis.Secret), TextValue.TryParse, value => redis.Secret = value);
        settings.ReportUnknown();
        redis.IsFaulty |= problems.Count > before;
    }

    private void ReadMethods(IConfigurationSection section)
    {
        foreach (IConfigurationSection entry in section.GetChildren())
        {
            if (FindRestAfterColon(entry) is { } rest)
            {
                problems.Add(rest.Path, "a method's name can't contain ':', which separates sections; write '.' instead.");
                continue;
            }

            if (!options.Methods.TryGetValue(entry.Key, out MethodOptions? method) || method is null)
            {
                options.Methods[entry.Key] = method = new MethodOptions();
            }

            entries.Configured.Add(entry.Key);
            int before = problems.Count;
            if (SectionReader.HasNoValue(entry, problems))
            {
                ReadMethod(entry, method);
            }

            if (problems.Count > before)
            {
                entries.Faulty.Add(entry.Key);
            }
        }
    }

    /// <summary>The rest of a name like <c>NS::IPrices.Find</c>: no setting has an empty name, or one with a dot.</summary>
    private static IConfigurationSection? FindRestAfterColon(IConfigurationSection entry)
    {
        IConfigurationSection? rest =
            entry.GetChildren().FirstOrDefault(child => child.Key.Length == 0 || child.Key.AsSpan().ContainsAny('.', '('));
        return rest is { Key.Length: 0 } ? rest.GetChildren().FirstOrDefault() ?? rest : rest;
    }

    private void ReadMethod(IConfigurationSection section, MethodOptions method)
    {
        SectionReader settings = new(section, problems);
        settings.Value<CacheMode>(nameof(method.Mode), EnumText.TryParse, value => method.Mode = value);
        settings.Value<TimeSpan>(nameof(method.Expiry), DurationText.TryParse, value => method.Expiry = value);
        settings.Value<CheckMode>(nameof(method.Check), EnumText.TryParse, value => method.Check = value);
        settings.Value<TimeSpan>(nameof(method.CheckInterval), DurationText.TryParse, value => method.CheckInterval = value);
        settings.Value<TimeSpan>(nameof(method.RunTimeout), DurationText.TryParse, value => method.RunTimeout = value);
        settings.Value<int>(nameof(method.MaxConcurrentChecks), NumberText.TryParse, value => method.MaxConcurrentChecks = value);
        settings.Value<TimeSpan>(nameof(method.MinCheckInterval), DurationText.TryParse, value => method.MinCheckInterval = value);
        settings.Value<TimeSpan>(nameof(method.MaxCheckInterval), DurationText.TryParse, value => method.MaxCheckInterval = value);
        settings.Value<double>(nameof(method.StaleTarget), ShareText.TryParse, value => method.StaleTarget = value);
        settings.Value<double>(nameof(method.CheckBudget), ShareText.TryParse, value => method.CheckBudget = value);
        settings.Value<double>(nameof(method.MaxChecksPerSecond), DecimalText.TryParse, value => method.MaxChecksPerSecond = value);
        settings.Value<double>(nameof(method.WaitWhenLikelyStale), ShareText.TryParse, value => method.WaitWhenLikelyStale = value);
        settings.Value<double>(nameof(method.WaitBudget), ShareText.TryParse, value => method.WaitBudget = value);
        settings.Value<double>(nameof(method.VerifyShare), ShareText.TryParse, value => method.VerifyShare = value);
        settings.Value<double>(nameof(method.HoldoutShare), ShareText.TryParse, value => method.HoldoutShare = value);
        settings.Value<bool>(nameof(method.CacheNull), BooleanText.TryParse, value => method.CacheNull = value);
        settings.Value<ResultHandling>(nameof(method.Results), EnumText.TryParse, value => method.Results = value);
        settings.Names(nameof(method.VaryBy), names => method.VaryBy = names);
        settings.Names(nameof(method.IgnoreParameters), names => method.IgnoreParameters = names);
        settings.Names(nameof(method.CompareIgnore), names => method.CompareIgnore = names);
        settings.Names(nameof(method.Tags), names => method.Tags = names);
        settings.Value<bool>(nameof(method.Optional), BooleanText.TryParse, value => method.Optional = value);
        settings.ReportUnknown();
    }
}
