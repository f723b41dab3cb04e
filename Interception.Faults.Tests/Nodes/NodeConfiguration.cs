namespace Interception.Faults.Tests.Nodes;

/// <summary>The configuration that nodes run with: what the rows presuppose, and what a run changes.</summary>
internal sealed record NodeConfiguration
{
    /// <summary>What the method names begin with, in the configuration.</summary>
    private const string Methods = "Interception:Methods";

    /// <summary>The key under which the servers' addresses stand.</summary>
    public const string RedisKey = "Interception:Redis:Configuration";

    public string Application { get; init; } = "rig";

    /// <summary>The servers that the nodes share; null for a node that has only its memory.</summary>
    public string? Redis { get; init; }

    /// <summary>The time between two checks of one answer, in milliseconds.</summary>
    public int CheckIntervalMilliseconds { get; init; } = 200;

    public int ExpirySeconds { get; init; } = 600;

    public int MaxEntries { get; init; } = 100_000;

    /// <summary>How many checks run at once.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>How long a command may take, in milliseconds; the default of the library is for runs about time.</summary>
    public int? TimeoutMilliseconds { get; init; }

    /// <summary>What a run sets besides, by full keys.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>Everything as flat keys.</summary>
    public Dictionary<string, string?> ToKeys()
    {
        var keys = new Dictionary<string, string?>
        {
            ["Interception:Application"] = Application,
            ["Interception:Defaults:Check"] = "Interval",
            ["Interception:Defaults:CheckInterval"] = $"{CheckIntervalMilliseconds}ms",
            ["Interception:Defaults:Expiry"] = $"{ExpirySeconds}s",
            ["Interception:Defaults:MaxConcurrentChecks"] = $"{Concurrency}",
            ["Interception:Refresh:Concurrency"] = $"{Concurrency}",
            ["Interception:Memory:MaxEntries"] = $"{MaxEntries}",
            [$"{Methods}:IPrices.GetAsync:Mode"] = "Cache",
            [$"{Methods}:IPrices.Get:Mode"] = "Cache",
        };
        foreach (string method in ShapeMethods.Names)
        {
            keys[$"{Methods}:IShapes.{method}:Mode"] = "Cache";
        }

        if (Redis is not null)
        {
            keys[RedisKey] = Redis;
        }

        if (TimeoutMilliseconds is { } timeout)
        {
            keys["Interception:Redis:Timeout"] = $"{timeout}ms";
        }

        foreach ((string key, string value) in Extra)
        {
            keys[key] = value;
        }

        return keys;
    }
}
