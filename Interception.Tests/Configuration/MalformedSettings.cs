using System.Text.Json.Nodes;

namespace Interception.Tests.Configuration;

/// <summary>A file of settings with something wrong in it.</summary>
/// <param name="Content">The whole file.</param>
/// <param name="Path">What the log must name.</param>
internal sealed record MalformedSettings(string Content, string Path)
{
    public const string Good = """{ "Interception": { "Application": "shop", "Methods": { "IPrices.Plain": { "Expiry": "1m", "Check": "Off" } } } }""";

    private const string Method = "Methods:IPrices.Plain:";

    private static readonly string[] Durations =
    [
        "Defaults:Expiry", "Defaults:CheckInterval", "Defaults:MinCheckInterval", "Defaults:MaxCheckInterval", "Defaults:RunTimeout", "Refresh:DrainTimeout",
        Method + "Expiry", Method + "RunTimeout",
    ];

    private static readonly string[] Shares =
    [
        "Defaults:StaleTarget", "Defaults:CheckBudget", "Defaults:WaitWhenLikelyStale", "Defaults:WaitBudget", "Defaults:VerifyShare", Method + "HoldoutShare",
    ];

    private static readonly string[] Numbers = ["Defaults:MaxConcurrentChecks", "Refresh:Concurrency", "Refresh:QueueCapacity", "Memory:MaxEntries"];

    private static readonly string[] Decimals = ["Refresh:MaxChecksPerSecond", Method + "MaxChecksPerSecond"];

    private static readonly string[] Booleans = ["Enabled", "Strict", "Defaults:CacheNull", Method + "Optional"];

    private static readonly string[] Choices = ["Defaults:Mode", "Defaults:Check", Method + "Results"];

    private static readonly string[] Unknown =
    [
        "Enable", "Postgres", "Defaults:Expiri", "Defaults:Tag", "Refresh:Concurency", "Memory:MaxByte", Method + "Ttl", Method + "Expires",
        Method + "checkinterval2",
    ];

    private static readonly string[] NoMethods =
    [
        "IPrices.Plan", "IPrice.Plain", "Prices.Plain", "IPrices.Plane", "IPrices.*", "Plain", "IPrices.Plain(int)", "IPrices.Plain(", "IPrices..Plain", "ICustomers.Get",
    ];

    /// <summary>What can be read and makes no sense.</summary>
    public static IEnumerable<MalformedSettings> Readable =>
    [
        .. Each(Durations, "60", "", "-5m", "31d", "soon", "1.5h", "00:60:00", "99999999999d"),
        .. Each(Shares, "1", "", "some%", "101%", "-1%", "0,5%"),
        .. Each(Numbers, "0", "", "-1", "4.5", "1,024", "99999999999", "many"),
        .. Each(Decimals, "20/s", "", "0", "1000001"),
        .. Each(["Memory:MaxBytes"], "1000", "", "-1MB", "1.5GB", "10TB", "63KB"),
        .. Each(Booleans, "yes", "", "1", "on"),
        .. Each(Choices, "", "7", "all"),
        .. Each(Unknown, "1m"),
        .. NoMethods.Select(static name => new MalformedSettings(With($"Methods:{name}:Expiry", "1m"), $"Interception:Methods:{name}")),
        .. Structures,
    ];

    /// <summary>What is no JSON, or no settings any more: half-written files above all.</summary>
    public static IEnumerable<string> Unreadable =>
    [
        .. Enumerable.Range(1, 40).Select(static part => Good[..(part * (Good.Length - 1) / 40)]),
        "", " ", "null", "[]", "7", "\"\"", "{", "}", "{}", "{ \"Interception\": {}", "\0\0\0\0", "<settings/>", Good + "}", Good + Good, Good.Replace('"', '\''),
        Good.Replace("\"Application\"", "\"application\": \"shop\", \"Application\"", StringComparison.Ordinal),
        Good.Replace("\"IPrices.Plain\"", "\"iprices.plain\": { \"expiry\": \"2m\" }, \"IPrices.Plain\"", StringComparison.Ordinal),
        Good.Replace("Interception", "Interceptor", StringComparison.Ordinal),
    ];

    private static IEnumerable<MalformedSettings> Structures =>
    [
        Inside("\"Defaults\": \"10m\"", "Defaults"),
        Inside("\"Methods\": \"IPrices.Plain\"", "Methods"),
        Inside("\"Methods\": { \"IPrices.Plain\": \"5m\" }", "Methods:IPrices.Plain"),
        Inside("\"Methods\": { \"NS::IPrices.Plain\": { \"Expiry\": \"1m\" } }", "Methods:NS::IPrices.Plain"),
        Inside("\"Methods\": { \"IPrices.Plain\": {}, \"IPrices.Plain(string)\": {}, \"IPrices.Plain(System.String)\": {} }", "Methods:IPrices.Plain("),
        Inside("\"Defaults\": { \"Expiry\": { \"Value\": \"5m\" } }", "Defaults:Expiry"),
        Inside("\"Defaults\": { \"Expiry\": [ \"5m\" ] }", "Defaults:Expiry"),
        Inside("\"Defaults\": { \"Tags\": { \"a\": \"b\" } }", "Defaults:Tags"),
        Inside("\"Defaults\": { \"Tags\": [ \"\" ] }", "Defaults:Tags"),
        Inside("\"Defaults\": { \"VaryBy\": [ \"tenent\" ] }", "Defaults:VaryBy"),
        Inside("\"Methods\": { \"IPrices.Plain\": { \"IgnoreParameters\": [ \"regoin\" ] } }", "Methods:IPrices.Plain:IgnoreParameters"),
        Inside("\"Application\": \" \"", "Application"),
        new("{ \"Interception\": \"on\" }", "Interception"),
        new(With(Method + "MinCheckInterval", "11m", (Method + "MaxCheckInterval", "10m"), (Method + "Expiry", "1h")), "IPrices.Plain(string): MinCheckInterval"),
    ];

    private static MalformedSettings Inside(string section, string path) => new($"{{ \"Interception\": {{ {section} }} }}", $"Interception:{path}");

    private static IEnumerable<MalformedSettings> Each(string[] paths, params string[] values) =>
        from path in paths from value in values select new MalformedSettings(With(path, value), $"Interception:{path}: ");

    /// <summary>The good file with some settings added or replaced.</summary>
    private static string With(string path, string value, params (string Path, string Value)[] more)
    {
        JsonNode file = JsonNode.Parse(Good)!;
        foreach ((string setting, string text) in more.Prepend((path, value)))
        {
            string[] names = setting.Split(':');
            JsonNode section = file["Interception"]!;
            foreach (string name in names[..^1])
            {
                section = section[name] ??= new JsonObject();
            }

            section[names[^1]] = text;
        }

        return file.ToJsonString();
    }
}
