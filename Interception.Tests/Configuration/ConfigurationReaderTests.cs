using Interception.Configuration;
using Interception.Configuration.Parsing;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class ConfigurationReaderTests
{
    private const string Everything = """
        {
          "enabled": false, "STRICT": "False", "Application": "listings",
          "Defaults": { "Expiry": "1h" },
          "Refresh": { "Concurrency": 8, "QueueCapacity": 10, "DrainTimeout": "1s" },
          "Memory": { "MaxEntries": 5, "MaxBytes": "1MB" },
          "Redis": {
            "Configuration": "localhost:6379", "ServiceKey": "cache", "KeyPrefix": "{shop}", "Timeout": "50ms", "LeaseWait": "1s",
            "InlineBytes": "8KB", "MaxPayload": "2MB", "CompressAbove": "32KB", "Secret": "sixteen letters!"
          },
          "Methods": {
            "IPrices.Find(int, string)": {
              "Mode": "Off", "Expiry": "00:05:00", "Check": "EveryHit", "CheckInterval": "5s", "RunTimeout": "2s",
              "MaxConcurrentChecks": 3, "CacheNull": false, "Results": "Share", "VaryBy": [ "tenant", "culture" ],
              "IgnoreParameters": "region", "CompareIgnore": [], "Tags": [ "a" ], "Optional": true
            },
            "IPrices.Count": {}
          }
        }
        """;

    [Test]
    public void Read_EverySetting_IsLaidOverTheOptions()
    {
        InterceptionOptions options = ReadOptions(Readings.Json(Everything), out IReadOnlyList<string> problems);

        Assert.That(problems, Is.Empty);
        Assert.That((options.Enabled, options.Strict, options.Application), Is.EqualTo((false, false, "listings")));
        Assert.That(options.Defaults.Expiry, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(
            (options.Refresh.Concurrency, options.Refresh.QueueCapacity, options.Refresh.DrainTimeout),
            Is.EqualTo((8, 10, TimeSpan.FromSeconds(1))));
        Assert.That((options.Memory.MaxEntries, options.Memory.MaxBytes), Is.EqualTo((5, 1_048_576)));
        Assert.That(options.Methods.Keys, Is.EquivalentTo(new[] { "IPrices.Find(int, string)", "IPrices.Count" }));
    }

    [Test]
    public void Read_EverySettingOfRedis_IsLaidOverItsOptions()
    {
        RedisOptions redis = ReadOptions(Readings.Json(Everything), out _).Redis!;

        Assert.That(
            (redis.Configuration, redis.ServiceKey, redis.KeyPrefix, redis.Secret),
            Is.EqualTo(("localhost:6379", "cache", "{shop}", "sixteen letters!")));
        Assert.That((redis.Timeout, redis.LeaseWait), Is.EqualTo((TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1))));
        Assert.That((redis.InlineBytes, redis.MaxPayload, redis.CompressAbove), Is.EqualTo((8_192, 2_097_152, 32_768)));
    }

    [Test]
    public void Read_RedisOverRedis_ChangesWhatItNames()
    {
        InterceptionOptions options = new() { Redis = new RedisOptions { Configuration = "localhost", KeyPrefix = "shop" } };

        new ConfigurationReader(options, new ProblemList(), new MethodEntries()).Read(Readings.Json("""{ "Redis": { "KeyPrefix": "k" } }"""));

        Assert.That((options.Redis.Configuration, options.Redis.KeyPrefix), Is.EqualTo(("localhost", "k")));
    }

    [Test]
    public void Read_EverySettingOfAMethod_IsLaidOverItsOptions()
    {
        MethodOptions method = ReadOptions(Readings.Json(Everything), out _).Methods["IPrices.Find(int, string)"];

        Assert.That(
            (method.Mode, method.Check, method.Results, method.CacheNull, method.Optional, method.MaxConcurrentChecks),
            Is.EqualTo((CacheMode.Off, CheckMode.EveryHit, ResultHandling.Share, false, true, 3)));
        Assert.That(
            (method.Expiry, method.CheckInterval, method.RunTimeout),
            Is.EqualTo((TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2))));
        Assert.That(method.VaryBy, Is.EqualTo(new[] { "tenant", "culture" }));
        Assert.That(method.IgnoreParameters, Is.EqualTo(new[] { "region" }));
        Assert.That(method.CompareIgnore, Is.Empty);
        Assert.That(method.Tags, Is.EqualTo(new[] { "a" }));
    }

    [TestCase("""{ "Defaults": { "Expiry": 60 } }""", "Defaults:Expiry: \"60\" needs a unit: \"60s\".")]
    [TestCase("""{ "Defaults": { "Expiry": { "Value": "5m" } } }""", "Defaults:Expiry: is a section or a list; write one value.")]
    [TestCase("""{ "Defaults": { "Expiri": "5m" } }""", "Defaults:Expiri: is not a setting; did you mean \"Expiry\"?")]
    [TestCase("""{ "Defaults": { "Freshening": "1%" } }""",
        "Defaults:Freshening: is not a setting; the settings here are Mode, Expiry, Check, CheckInterval, RunTimeout, "
        + "MaxConcurrentChecks, MinCheckInterval, MaxCheckInterval, StaleTarget, CheckBudget, MaxChecksPerSecond, WaitWhenLikelyStale, WaitBudget, VerifyShare, HoldoutShare, CacheNull, Results, VaryBy, IgnoreParameters, CompareIgnore, Tags, Optional.")]
    [TestCase("""{ "Defaults": { "Check": "Adapt" } }""",
        "Defaults:Check: \"Adapt\" is not allowed; write Adaptive, Interval, EveryHit or Off.")]
    [TestCase("""{ "Defaults": { "StaleTarget": 1 } }""", "Defaults:StaleTarget: \"1\" needs a percent sign; write 1%, 0.5% or 90%.")]
    [TestCase("""{ "Defaults": { "CheckBudget": "some%" } }""", "Defaults:CheckBudget: \"some%\" is not a share; write 1%, 0.5% or 90%.")]
    [TestCase("""{ "Refresh": { "MaxChecksPerSecond": "20/s" } }""",
        "Refresh:MaxChecksPerSecond: \"20/s\" is not a number; write digits and at most a point, like 20 or 0.5.")]
    [TestCase("""{ "Defaults": { "Mode": "Watch" } }""", "Defaults:Mode: \"Watch\" is not allowed; write Cache, Observe or Off.")]
    [TestCase("""{ "Defaults": "10m" }""", "Defaults: \"10m\" is a value; write a section: { \"Setting\": \"value\" }.")]
    [TestCase("""{ "Defaults": { "Tags": { "a": "b" } } }""",
        "Defaults:Tags: is a section; write a list of names: [ \"a\", \"b\" ].")]
    [TestCase("""{ "Postgres": { "Configuration": "localhost" } }""",
        "Postgres: is not a setting; the settings here are Enabled, Strict, Application, Defaults, Refresh, Memory, Redis, Methods.")]
    [TestCase("""{ "Redis": { "Confguration": "localhost" } }""", "Redis:Confguration: is not a setting; did you mean \"Configuration\"?")]
    [TestCase("""{ "Redis": { "Database": "0" } }""",
        "Redis:Database: is not a setting; the settings here are Configuration, ServiceKey, KeyPrefix, Timeout, LeaseWait, InlineBytes, "
        + "MaxPayload, CompressAbove, Secret.")]
    [TestCase("""{ "Redis": "localhost,password=hunter2" }""",
        "Redis: is a value; write a section: { \"Configuration\": \"localhost:6379\" }.")]
    [TestCase("""{ "Redis": { "Configuration": [ "a", "b" ] } }""", "Redis:Configuration: is a section or a list; write one value.")]
    [TestCase("""{ "Redis": { "Timeout": 100 } }""", "Redis:Timeout: \"100\" needs a unit: \"100s\".")]
    [TestCase("""{ "Redis": { "LeaseWait": "short" } }""",
        "Redis:LeaseWait: \"short\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("""{ "Redis": { "InlineBytes": 4096 } }""", "Redis:InlineBytes: \"4096\" needs a unit; write 64KB, 256MB or 1GB.")]
    [TestCase("""{ "Redis": { "InlineBytes": "4GB" } }""", "Redis:InlineBytes: \"4GB\" is too large for this setting; write 1KB or 64KB.")]
    [TestCase("""{ "Redis": { "MaxPayload": "big" } }""", "Redis:MaxPayload: \"big\" is not a size; write 64KB, 256MB or 1GB.")]
    [TestCase("""{ "Redis": { "CompressAbove": "1.5KB" } }""", "Redis:CompressAbove: \"1.5KB\" is not a size; write 64KB, 256MB or 1GB.")]
    [TestCase("""{ "Enabled": "yes" }""", "Enabled: \"yes\" is not a boolean; write true or false.")]
    [TestCase("""{ "Refresh": { "Concurency": 5 } }""", "Refresh:Concurency: is not a setting; did you mean \"Concurrency\"?")]
    [TestCase("""{ "Memory": { "MaxBytes": 1000 } }""", "Memory:MaxBytes: \"1000\" needs a unit; write 64KB, 256MB or 1GB.")]
    [TestCase("""{ "Methods": { "IPrices.Find": { "Expiry": "soon" } } }""",
        "Methods:IPrices.Find:Expiry: \"soon\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("""{ "Methods": { "IPrices.Find": "5m" } }""",
        "Methods:IPrices.Find: \"5m\" is a value; write a section: { \"Setting\": \"value\" }.")]
    [TestCase("""{ "Methods": { "NS::IPrices.Find(System.Int32)": { "Expiry": "5m" } } }""",
        "Methods:NS::IPrices.Find(System.Int32): "
        + "a method's name can't contain ':', which separates sections; write '.' instead.")]
    [TestCase("""{ "Methods": { "NS:IPrices.Find": { "Expiry": "5m" } } }""",
        "Methods:NS:IPrices.Find: a method's name can't contain ':', which separates sections; write '.' instead.")]
    [TestCase("""{ "Methods": { "NS:": "5m" } }""",
        "Methods:NS:: a method's name can't contain ':', which separates sections; write '.' instead.")]
    [Property("Failure", "F4")]
    [Property("Failure", "F9")]
    public void Read_WrongSetting_NamesItsPathAndTheCure(string json, string expected)
    {
        ReadOptions(Readings.Json(json), out IReadOnlyList<string> problems);

        Assert.That(problems, Is.EqualTo(new[] { "Interception:" + expected }));
    }

    [Test]
    public void Read_ManyWrongSettings_ReportsAllAndKeepsTheOptions()
    {
        const string json =
            """{ "Strict": "no", "Defaults": { "Expiry": "x" }, "Methods": { "A.B": { "CacheNull": 1, "Tag": "t" } } }""";

        InterceptionOptions options = ReadOptions(Readings.Json(json), out IReadOnlyList<string> problems);

        Assert.That(problems, Has.Count.EqualTo(4));
        Assert.That((options.Strict, options.Defaults.Expiry), Is.EqualTo((true, (TimeSpan?)null)));
    }

    [TestCase("""{ "Interception": { "Application": "a" } }""", null)]
    [TestCase("""{ "interception": { "Application": "a" } }""", "Interception")]
    [TestCase("""{ "App": { "Interception": { "Application": "a" } } }""", "App")]
    [TestCase("""{ "App": { "Interception": { "Application": "a" } } }""", "App:Interception")]
    [TestCase("""{ "Caching": { "Application": "a" } }""", "Caching")]
    public void Read_RootOrSection_FindsTheSettings(string json, string? section)
    {
        IConfigurationRoot root = Readings.Root(json);

        InterceptionOptions options = ReadOptions(section is null ? root : root.GetSection(section), out _);

        Assert.That(options.Application, Is.EqualTo("a"));
    }

    [TestCase("{}")]
    [TestCase("""{ "Interception": {} }""")]
    [TestCase("""{ "Interception": { "Defaults": null, "Methods": {}, "Application": null } }""")]
    public void Read_NothingGiven_IsNoProblem(string json)
    {
        InterceptionOptions options = ReadOptions(Readings.Root(json), out IReadOnlyList<string> problems);

        Assert.That((problems.Count, options.Methods.Count, options.Application), Is.EqualTo((0, 0, (string?)null)));
    }

    [Test]
    public void Read_SectionOfAnotherPlace_NamesThatPlace()
    {
        IConfigurationRoot root = Readings.Root("""{ "App": { "Interception": { "Strict": "no" } } }""");

        ReadOptions(root.GetSection("App"), out IReadOnlyList<string> problems);

        Assert.That(problems, Is.EqualTo(new[] { "App:Interception:Strict: \"no\" is not a boolean; write true or false." }));
    }

    private static InterceptionOptions ReadOptions(IConfiguration configuration, out IReadOnlyList<string> problems)
    {
        InterceptionOptions options = new();
        ProblemList list = new();
        new ConfigurationReader(options, list, new MethodEntries()).Read(configuration);
        problems = list.ToArray();
        return options;
    }
}
