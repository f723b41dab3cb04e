using Interception.Configuration;
using Interception.Tests.Configuration.Services;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class PolicyReaderTests
{
    [Test]
    public void Read_NoSources_CachesOnlyWhatCarriesTheAttribute()
    {
        PolicyReading reading = Readings.Read();

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Snapshot.Policies.All.Keys, Is.EqualTo(new[] { Readings.Latest }));
        Assert.That(reading.Snapshot.Refresh, Is.EqualTo(new RefreshSettings(4, 1024, TimeSpan.FromSeconds(2), null)));
        Assert.That(reading.Snapshot.Memory, Is.EqualTo(new MemorySettings(100_000, 268_435_456)));
        Assert.That((reading.Snapshot.Enabled, reading.Snapshot.Strict), Is.EqualTo((true, true)));
    }

    [Test]
    public void Read_NamedWithoutSettings_GetsTheBuiltInDefaults()
    {
        PolicySnapshot snapshot = Readings.ReadJson("""{ "Methods": { "IPrices.Find(int)": {} } }""").Snapshot;

        Assert.That(snapshot.Find(Readings.FindById)! with { Origins = null }, Is.EqualTo(new MethodPolicy
        {
            IsCached = true,
            Expiry = TimeSpan.FromMinutes(10),
            Check = CheckMode.Adaptive,
            CheckInterval = TimeSpan.FromSeconds(30),
            MinCheckInterval = TimeSpan.FromSeconds(1),
            MaxCheckInterval = TimeSpan.FromMinutes(10),
            StaleTarget = 0.01,
            CheckBudget = 0.1,
            MaxChecksPerSecond = null,
            WaitWhenLikelyStale = 0.9,
            WaitBudget = 1,
            VerifyShare = 0,
            HoldoutShare = 0,
            RunTimeout = TimeSpan.FromSeconds(30),
            MaxConcurrentChecks = 2,
            CacheNull = true,
            Results = ResultHandling.Auto,
            VaryBy = NameSet.Empty,
            IgnoreParameters = NameSet.Empty,
            CompareIgnore = NameSet.Empty,
            Tags = NameSet.Empty,
        }));
    }

    [TestCase("{}", "2m EveryHit 30s False attribute")]
    [TestCase("""{ "Defaults": { "Expiry": "1h", "RunTimeout": "9s", "CacheNull": true, "Tags": "d" } }""",
        "2m EveryHit 9s False attribute")]
    [TestCase("""{ "Methods": { "IPrices.Latest": { "Expiry": "3m" } } }""", "3m EveryHit 30s False attribute")]
    [TestCase("""{ "Methods": { "IPrices.Latest": { "Check": "Off", "CacheNull": true, "Tags": [ "x", "y" ] } } }""",
        "2m Off 30s True x,y")]
    [TestCase("""{ "Methods": { "IPrices.Latest": { "Tags": [] } } }""", "2m EveryHit 30s False ")]
    [TestCase("""{ "Defaults": { "RunTimeout": "9s" }, "Methods": { "IPrices.Latest": { "RunTimeout": "8s" } } }""",
        "2m EveryHit 8s False attribute")]
    public void Read_MethodsAttributeDefaults_MergeSettingBySetting(string json, string expected)
    {
        MethodPolicy policy = Readings.ReadJson(json).Snapshot.Find(Readings.Latest)!;

        Assert.That(
            $"{policy.Expiry.TotalMinutes}m {policy.Check} {policy.RunTimeout.TotalSeconds}s {policy.CacheNull} "
                + string.Join(',', policy.Tags),
            Is.EqualTo(expected));
    }

    [Test, Property("Failure", "B12")]
    public void Read_DefaultsAlone_CacheNothing() =>
        Assert.That(Readings.ReadJson("""{ "Defaults": { "Expiry": "1h" } }""").Snapshot.Find(Readings.Plain), Is.Null);

    [Test]
    [Property("Failure", "F13")]
    public void Read_MoreExactName_WinsSettingBySetting()
    {
        PolicySnapshot snapshot = Readings.ReadJson("""
            { "Methods": {
              "Interception.Tests.Configuration.Services.IPrices.Find": { "Expiry": "2m", "RunTimeout": "2s" },
              "IPrices.Find": { "Expiry": "1m", "RunTimeout": "1s", "Tags": "all" },
              "IPrices.Find(int)": { "Expiry": "3m" } } }
            """).Snapshot;

        MethodPolicy byId = snapshot.Find(Readings.FindById)!;
        MethodPolicy inRegion = snapshot.Find(Readings.FindInRegion)!;
        Assert.That((byId.Expiry.Minutes, byId.RunTimeout.Seconds, byId.Tags[0]), Is.EqualTo((3, 2, "all")));
        Assert.That((inRegion.Expiry.Minutes, inRegion.RunTimeout.Seconds, inRegion.Tags[0]), Is.EqualTo((2, 2, "all")));
    }

    [Test]
    [Property("Failure", "F13")]
    public void Read_TwoEquallyExactNames_IsAProblemOfThatMethodAlone()
    {
        PolicyReading reading = Readings.ReadJson(
            """{ "Methods": { "IPrices.Find(Int32)": {}, "IPrices.Find(int)": {}, "IPrices.Find(int, string)": {} } }""");

        Assert.That(reading.Problems, Is.EqualTo(new[]
        {
            "Interception:Methods:IPrices.Find(int): "
                + "names the same method as 'IPrices.Find(Int32)': 'IPrices.Find(int)'; keep one of them.",
        }));
        Assert.That(reading.Snapshot.Find(Readings.FindById), Is.Null);
        Assert.That(reading.Snapshot.Find(Readings.FindInRegion), Is.Not.Null);
    }

    [Test]
    public void Read_MethodThatCodeHasSetToNull_TakesWhatConfigurationSaysLater()
    {
        PolicyReading reading = Readings.Read(
            PolicySource.From(options => options.Methods["IPrices.Plain"] = null!),
            PolicySource.From(Readings.Json("""{ "Methods": { "IPrices.Plain": { "Expiry": "3m" } } }""")));

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Snapshot.Find(Readings.Plain)!.Expiry, Is.EqualTo(TimeSpan.FromMinutes(3)));
    }

    [Test]
    public void Read_OptionalMethodThatIsMissing_IsNotAskedForItsParameters() =>
        Assert.That(
            Readings.ReadJson("""{ "Methods": { "IGone.Find": { "Optional": true, "IgnoreParameters": "token" } } }""").Problems,
            Is.Empty);

    [Test]
    public void Read_MethodIsMissingAndAllMayBe_IsNoProblem() =>
        Assert.That(
            Readings.ReadJson("""{ "Defaults": { "Optional": true }, "Methods": { "IGone.Find": {} } }""").Problems,
            Is.Empty);

    [Test]
    public void Read_SettingsOfSeveralPlaces_KnowWhereTheyComeFrom()
    {
        PolicyOrigins origins = Readings.ReadJson(
            """{ "Defaults": { "RunTimeout": "9s" }, "Methods": { "IPrices.Latest": { "Expiry": "3m" } } }""")
            .Snapshot.Find(Readings.Latest)!.Origins!;

        Assert.That(origins.FindPlace(layer => layer.Expiry), Is.EqualTo("Interception:Methods:IPrices.Latest"));
        Assert.That(origins.FindPlace(layer => layer.Check), Is.EqualTo("[Cached]"));
        Assert.That(origins.FindPlace(layer => layer.RunTimeout), Is.EqualTo("Interception:Defaults"));
        Assert.That(origins.FindPlace(layer => layer.Mode), Is.EqualTo("built in"));
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(9, 4)]
    public void Read_MaxConcurrentChecks_IsHalfOfTheConcurrency(int concurrency, int expected) =>
        Assert.That(
            Readings.ReadCode(options => options.Refresh.Concurrency = concurrency).Snapshot
                .Find(Readings.Latest)!.MaxConcurrentChecks,
            Is.EqualTo(expected));

    [TestCase("""{ "Enabled": false }""")]
    [TestCase("""{ "Defaults": { "Mode": "Off" } }""")]
    [TestCase("""{ "Methods": { "IPrices.Latest": { "Mode": "Off" } } }""")]
    public void Read_SwitchedOff_KeepsThePolicyButCachesNothing(string json) =>
        Assert.That(Readings.ReadJson(json).Snapshot.Find(Readings.Latest)!.IsCached, Is.False);

    [Test]
    public void Read_LaterSource_SeesAndOverridesEarlierOnes()
    {
        TimeSpan? seen = null;
        PolicyReading reading = Readings.Read(
            PolicySource.From(Readings.Json(
                """{ "Application": "file", "Methods": { "IPrices.Plain": { "Expiry": "3m", "Tags": "t" } } }""")),
            PolicySource.From(options =>
            {
                seen = options.Methods["IPrices.Plain"].Expiry;
                options.Methods["IPrices.Plain"].Expiry = TimeSpan.FromMinutes(4);
            }),
            PolicySource.From(Readings.Json("""{ "Methods": { "IPrices.Plain": { "RunTimeout": "5s" } } }""")));

        MethodPolicy policy = reading.Snapshot.Find(Readings.Plain)!;
        Assert.That((seen, policy.Expiry, policy.RunTimeout, policy.Tags[0], reading.Snapshot.Application), Is.EqualTo(
            (TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(5), "t", "file")));
    }

    [TestCase("""{ "IPrices.Gone": { "Optional": true }, "ILost.Get": { "Optional": true } }""", 0)]
    [TestCase("""{ "IPrices.Gone": { "Optional": true }, "ILost.Get": {} }""", 1)]
    [TestCase("""{ "IPrices.Gone": { "Optional": true, "Expiry": "60" } }""", 1)]
    [TestCase("""{ "IPrices.*": { "Optional": true } }""", 1)]
    public void Read_OptionalMethod_SilencesOnlyThatItIsMissing(string methods, int problems) =>
        Assert.That(Readings.ReadJson($"{{ \"Methods\": {methods} }}").Problems, Has.Count.EqualTo(problems));

    [Test]
    [Property("Failure", "F2")]
    public void Read_MethodWithAProblem_IsUncachedAndTheOthersAreNot()
    {
        PolicyReading reading = Readings.ReadJson(
            """{ "Methods": { "IPrices.Latest": { "Expiry": "60" }, "IPrices.Plain": {} } }""");

        Assert.That(
            reading.Problems,
            Is.EqualTo(new[] { "Interception:Methods:IPrices.Latest:Expiry: \"60\" needs a unit: \"60s\"." }));
        Assert.That(reading.Snapshot.Policies.All.Keys, Is.EqualTo(new[] { Readings.Plain }));
    }

    [Test]
    public void Read_SettingWithAProblem_HasItsDefault()
    {
        PolicyReading reading = Readings.ReadJson("""{ "Defaults": { "Expiry": "60" }, "Refresh": { "Concurrency": 0 } }""");

        Assert.That(reading.Problems, Has.Count.EqualTo(2));
        Assert.That((reading.Snapshot.Refresh.Concurrency, reading.Snapshot.Find(Readings.Latest)), Is.EqualTo(
            (4, Readings.Read().Snapshot.Find(Readings.Latest))));
    }

    [Test]
    public void Read_ActionThrows_IsAProblem()
    {
        PolicyReading reading = Readings.ReadCode(_ => throw new InvalidOperationException("no"));

        Assert.That(reading.Problems, Is.EqualTo(new[]
        {
            "Interception: the action given to AddInterception threw InvalidOperationException: \"no\"; mend the action.",
        }));
    }

    [Test]
    public void Read_SameSettings_GiveEqualSnapshots()
    {
        const string json = """{ "Methods": { "IPrices.Plain": { "VaryBy": [ "tenant" ], "Tags": [ "a", "b" ] } } }""";

        PolicySnapshot snapshot = Readings.ReadJson(json).Snapshot;
        Assert.That(Readings.ReadJson(json).Snapshot, Is.EqualTo(snapshot));
        Assert.That(
            snapshot,
            Is.Not.EqualTo(Readings.ReadJson(json.Replace("\"b\"", "\"c\"", StringComparison.Ordinal)).Snapshot));
    }

    [Test]
    public void Read_InheritedMethod_IsNamedByItsService() =>
        Assert.That(
            Readings.ReadJson("""{ "Methods": { "IPrices.Count": {} } }""").Snapshot
                .Find(Candidates.The<IPrices>("IPrices.Count()")),
            Is.Not.Null);
}
