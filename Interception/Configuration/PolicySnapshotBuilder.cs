using System.Reflection;
using Interception.Configuration.Names;
using Interception.Configuration.Parsing;

namespace Interception.Configuration;

/// <summary>
/// Validates options and merges them per method: Methods over the attribute over Defaults over the built-in defaults,
/// setting by setting.
/// </summary>
internal sealed class PolicySnapshotBuilder
{
    private readonly InterceptionOptions _options;
    private readonly IReadOnlyList<CandidateMethod> _candidates;
    private readonly ProblemList _problems;
    private readonly MethodEntries _entries;
    private readonly MethodLayerReader _layers;

    /// <summary>Prepares a build.</summary>
    /// <param name="options">All that was configured.</param>
    /// <param name="candidates">The methods of all decorated services.</param>
    /// <param name="varyByNames">The names of all registered <see cref="IVaryBy"/>, the built-in ones included.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="entries">What was found out about the entries in Methods when they were read.</param>
    public PolicySnapshotBuilder(
        InterceptionOptions options,
        IReadOnlyList<CandidateMethod> candidates,
        IReadOnlyCollection<string> varyByNames,
        ProblemList problems,
        MethodEntries entries)
    {
        (_options, _candidates, _problems, _entries) = (options, candidates, problems, entries);
        _layers = new MethodLayerReader(varyByNames, problems);
    }

    public PolicySnapshot Build()
    {
        RefreshSettings refresh = ReadRefresh();
        string? application = ReadApplication();
        RedisSettings? redis = new RedisSettingsBuilder(_problems).Build(_options.Redis);
        return new PolicySnapshot
        {
            Enabled = _options.Enabled,
            Strict = _options.Strict,
            Application = application,
            Refresh = refresh,
            Memory = ReadMemory(),
            Redis = application is null ? null : redis,
            Policies = new PolicyTable(ReadPolicies(refresh.Concurrency)),
        };
    }

    private Dictionary<CandidateMethod, MethodPolicy> ReadPolicies(int concurrency)
    {
        MethodLayer defaults = _layers.Read(_options.Defaults, Path(nameof(_options.Defaults)));
        NamedLayers named = ReadMethods(defaults.Optional ?? false);
        Dictionary<CandidateMethod, MethodPolicy> policies = [];
        foreach (CandidateMethod candidate in _candidates.Distinct())
        {
            MethodLayer? attribute = ReadAttribute(candidate, out bool isFaulty);
            List<(string Place, MethodLayer Layer)> layers = [.. named.Find(candidate)];
            if (attribute is not null)
            {
                layers.Add(("[Cached]", attribute));
            }

            if (layers.Count > 0 && !isFaulty && !named.IsFaulty(candidate))
            {
                var origins = new PolicyOrigins([.. layers, (Path(nameof(_options.Defaults)), defaults)]);
                MethodPolicy policy = origins.Merge().ToPolicy(_options.Enabled, concurrency) with { Origins = origins };
                if (IsConsistent(policy, candidate))
                {
                    policies.Add(candidate, policy);
                }
            }
        }

        return policies;
    }

    private bool IsConsistent(MethodPolicy policy, CandidateMethod candidate)
    {
        string? problem = policy.MinCheckInterval > policy.MaxCheckInterval
            ? $"is longer than MaxCheckInterval {Quoted.Value(DurationText.Write(policy.MaxCheckInterval))}"
            : policy.Check == CheckMode.Adaptive && policy.MinCheckInterval >= policy.Expiry
                ? $"is not shorter than Expiry {Quoted.Value(DurationText.Write(policy.Expiry))}, so no answer would live to be checked"
                : null;
        if (problem is not null)
        {
            _problems.Add(
                candidate.ToString(),
                $"MinCheckInterval {Quoted.Value(DurationText.Write(policy.MinCheckInterval))} {problem}; lower the one or raise the other.");
        }

        return problem is null;
    }

    private NamedLayers ReadMethods(bool isOptional)
    {
        NamedLayers named = new(_layers, new MethodNameMatcher(_candidates), _problems);
        foreach ((string name, MethodOptions? method) in _options.Methods.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            named.Add(name, method, _entries, isOptional);
        }

        return named;
    }

    private MethodLayer? ReadAttribute(CandidateMethod candidate, out bool isFaulty)
    {
        int before = _problems.Count;
        MethodLayer? layer = null;
        if (candidate.Method.GetCustomAttribute<CachedAttribute>(inherit: false) is { } attribute)
        {
            string path = candidate.ToString();
            layer = _layers.Read(attribute, path);
            _layers.CheckParameters(layer, [candidate], path);
        }

        isFaulty = _problems.Count > before;
        return layer;
    }

    private string? ReadApplication()
    {
        string? name = _options.Application;
        string path = Path(nameof(_options.Application));
        if (_options.Redis is not null && string.IsNullOrWhiteSpace(name))
        {
            _problems.Add(path, "is missing, and with Redis it is required, because applications may share one; write the application's name.");
            return null;
        }

        if (name is null || !string.IsNullOrWhiteSpace(name))
        {
            return name;
        }

        _problems.Add(path, $"{Quoted.Value(name)} is empty; write a name or leave it out.");
        return null;
    }

    private RefreshSettings ReadRefresh()
    {
        RefreshOptions refresh = _options.Refresh;
        string path = Path(nameof(_options.Refresh));
        return new RefreshSettings(
            Checked(SettingBounds.Concurrency, refresh.Concurrency, $"{path}:{nameof(refresh.Concurrency)}"),
            Checked(SettingBounds.QueueCapacity, refresh.QueueCapacity, $"{path}:{nameof(refresh.QueueCapacity)}"),
            Checked(SettingBounds.DrainTimeout, refresh.DrainTimeout, $"{path}:{nameof(refresh.DrainTimeout)}"),
            SettingBounds.MaxChecksPerSecond.Check(refresh.MaxChecksPerSecond, $"{path}:{nameof(refresh.MaxChecksPerSecond)}", _problems));
    }

    private MemorySettings ReadMemory()
    {
        MemoryOptions memory = _options.Memory;
        string path = Path(nameof(_options.Memory));
        return new MemorySettings(
            Checked(SettingBounds.MaxEntries, memory.MaxEntries, $"{path}:{nameof(memory.MaxEntries)}"),
            Checked(SettingBounds.MaxBytes, memory.MaxBytes, $"{path}:{nameof(memory.MaxBytes)}"));
    }

    private T Checked<T>(Bound<T> bound, T value, string path)
        where T : struct, IComparable<T> => bound.Check(value, path, _problems) ?? bound.Default;

    private static string Path(string setting) => $"{ConfigurationReader.SectionName}:{setting}";
}
