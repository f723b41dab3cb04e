using Interception.Configuration;
using Interception.Tests.Configuration.Services;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class PolicyValidationTests
{
    private interface IWrong
    {
        [Cached(Expiry = "60", CheckInterval = "1ms", RunTimeout = "2d", VaryBy = ["tenent"], IgnoreParameters = ["token"])]
        int Get(int id);
    }

    private interface IAllWrong
    {
        [Cached(
            Expiry = "soon", CheckInterval = "1", MinCheckInterval = "2", MaxCheckInterval = "3", StaleTarget = "a", CheckBudget = "b",
            WaitWhenLikelyStale = "c", WaitBudget = "d", VerifyShare = "e", HoldoutShare = "f", MaxChecksPerSecond = -1, RunTimeout = "4",
            IgnoreParameters = [""], CompareIgnore = [" "], Tags = [""])]
        int Get(int id);
    }

    [TestCase("Defaults:Expiry", "9ms", "\"9ms\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:Expiry", "31d", "\"31d\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:CheckInterval", "9ms", "\"9ms\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:CheckInterval", "721h", "\"721h\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:MinCheckInterval", "9ms", "\"9ms\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:MinCheckInterval", "721h", "\"721h\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:MaxCheckInterval", "9ms", "\"9ms\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:MaxCheckInterval", "721h", "\"721h\" is out of bounds; write 10ms to 30d.")]
    [TestCase("Defaults:StaleTarget", "0.0099%", "\"0.0099%\" is out of bounds; write 0.01% to 100%.")]
    [TestCase("Defaults:StaleTarget", "100.1%", "\"100.1%\" is out of bounds; write 0.01% to 100%.")]
    [TestCase("Defaults:CheckBudget", "0.0099%", "\"0.0099%\" is out of bounds; write 0.01% to 100%.")]
    [TestCase("Defaults:CheckBudget", "100.1%", "\"100.1%\" is out of bounds; write 0.01% to 100%.")]
    [TestCase("Defaults:WaitWhenLikelyStale", "0.99%", "\"0.99%\" is out of bounds; write 1% to 100%.")]
    [TestCase("Defaults:WaitWhenLikelyStale", "100.1%", "\"100.1%\" is out of bounds; write 1% to 100%.")]
    [TestCase("Defaults:WaitBudget", "0.0099%", "\"0.0099%\" is out of bounds; write 0.01% to 100%.")]
    [TestCase("Defaults:WaitBudget", "100.1%", "\"100.1%\" is out of bounds; write 0.01% to 100%.")]
    [TestCase("Defaults:VerifyShare", "-1%", "\"-1%\" is out of bounds; write 0% to 100%.")]
    [TestCase("Defaults:VerifyShare", "101%", "\"101%\" is out of bounds; write 0% to 100%.")]
    [TestCase("Defaults:HoldoutShare", "-1%", "\"-1%\" is out of bounds; write 0% to 50%.")]
    [TestCase("Defaults:HoldoutShare", "51%", "\"51%\" is out of bounds; write 0% to 50%.")]
    [TestCase("Defaults:MaxChecksPerSecond", "0.0009", "\"0.0009\" is out of bounds; write 0.001 to 1000000.")]
    [TestCase("Defaults:MaxChecksPerSecond", "1000001", "\"1000001\" is out of bounds; write 0.001 to 1000000.")]
    [TestCase("Refresh:MaxChecksPerSecond", "0.0009", "\"0.0009\" is out of bounds; write 0.001 to 1000000.")]
    [TestCase("Refresh:MaxChecksPerSecond", "1000001", "\"1000001\" is out of bounds; write 0.001 to 1000000.")]
    [TestCase("Defaults:RunTimeout", "0s", "\"0s\" is out of bounds; write 10ms to 1d.")]
    [TestCase("Defaults:RunTimeout", "25h", "\"25h\" is out of bounds; write 10ms to 1d.")]
    [TestCase("Defaults:MaxConcurrentChecks", "0", "\"0\" is out of bounds; write 1 to 1024.")]
    [TestCase("Defaults:MaxConcurrentChecks", "1025", "\"1025\" is out of bounds; write 1 to 1024.")]
    [TestCase("Refresh:Concurrency", "-1", "\"-1\" is out of bounds; write 1 to 1024.")]
    [TestCase("Refresh:Concurrency", "1025", "\"1025\" is out of bounds; write 1 to 1024.")]
    [TestCase("Refresh:QueueCapacity", "0", "\"0\" is out of bounds; write 1 to 1000000.")]
    [TestCase("Refresh:QueueCapacity", "1000001", "\"1000001\" is out of bounds; write 1 to 1000000.")]
    [TestCase("Refresh:DrainTimeout", "61s", "\"61s\" is out of bounds; write 0s to 1m.")]
    [TestCase("Memory:MaxEntries", "0", "\"0\" is out of bounds; write 1 to 100000000.")]
    [TestCase("Memory:MaxEntries", "100000001", "\"100000001\" is out of bounds; write 1 to 100000000.")]
    [TestCase("Memory:MaxBytes", "63KB", "\"63KB\" is out of bounds; write at least 64KB.")]
    [TestCase("Application", " ", "\" \" is empty; write a name or leave it out.")]
    [TestCase("Defaults:VaryBy", "tenent", "no IVaryBy is named \"tenent\"; did you mean \"tenant\"?")]
    [TestCase("Defaults:VaryBy", "Tenant", "no IVaryBy is named \"Tenant\"; did you mean \"tenant\"?")]
    [TestCase("Defaults:VaryBy", "user",
        "no IVaryBy is named \"user\"; register one as a singleton IVaryBy. Registered are: culture, tenant.")]
    [TestCase("Defaults:Tags:0", "", "has an empty name; write a name or take it out.")]
    [TestCase("Methods:IPrices.Latest:IgnoreParameters", "regoin",
        "the method has no parameter \"regoin\"; did you mean \"region\"?")]
    [TestCase("Methods:IPrices.Find:IgnoreParameters", "token",
        "the method has no parameter \"token\"; its parameters are: id, region.")]
    [Property("Failure", "F3")]
    public void Read_OutOfBounds_NamesThePathAndTheBounds(string path, string value, string expected)
    {
        PolicyReading reading = Readings.Read(Source((path, value)));

        string setting = path.Replace(":0", "", StringComparison.Ordinal);
        Assert.That(reading.Problems, Is.EqualTo(new[] { $"Interception:{setting}: {expected}" }));
    }

    [TestCase("Defaults:Expiry", "10ms")]
    [TestCase("Defaults:Expiry", "30d")]
    [TestCase("Defaults:MinCheckInterval", "10ms")]
    [TestCase("Defaults:MinCheckInterval", "30d")]
    [TestCase("Defaults:MaxCheckInterval", "10ms")]
    [TestCase("Defaults:MaxCheckInterval", "30d")]
    [TestCase("Defaults:StaleTarget", "0.01%")]
    [TestCase("Defaults:StaleTarget", "100%")]
    [TestCase("Defaults:CheckBudget", "0.01%")]
    [TestCase("Defaults:CheckBudget", "100%")]
    [TestCase("Defaults:WaitWhenLikelyStale", "1%")]
    [TestCase("Defaults:WaitWhenLikelyStale", "100%")]
    [TestCase("Defaults:WaitBudget", "0.01%")]
    [TestCase("Defaults:WaitBudget", "100%")]
    [TestCase("Defaults:VerifyShare", "0%")]
    [TestCase("Defaults:VerifyShare", "100%")]
    [TestCase("Defaults:HoldoutShare", "0%")]
    [TestCase("Defaults:HoldoutShare", "50%")]
    [TestCase("Defaults:MaxChecksPerSecond", "0.001")]
    [TestCase("Defaults:MaxChecksPerSecond", "1000000")]
    [TestCase("Refresh:MaxChecksPerSecond", "0.001")]
    [TestCase("Refresh:MaxChecksPerSecond", "1000000")]
    [TestCase("Defaults:RunTimeout", "24:00:00")]
    [TestCase("Defaults:MaxConcurrentChecks", "1024")]
    [TestCase("Refresh:Concurrency", "1")]
    [TestCase("Refresh:QueueCapacity", "1000000")]
    [TestCase("Refresh:DrainTimeout", "0s")]
    [TestCase("Refresh:DrainTimeout", "1m")]
    [TestCase("Memory:MaxEntries", "100000000")]
    [TestCase("Memory:MaxBytes", "64KB")]
    [TestCase("Memory:MaxBytes", "100000GB")]
    [TestCase("Methods:IPrices.Find:IgnoreParameters", "region")]
    public void Read_OnTheBound_IsFine(string path, string value) =>
        Assert.That(Readings.Read(Source((path, value))).Problems, Is.Empty);

    [Test]
    public void Read_WrongAttribute_IsReportedUnderTheMethodsName()
    {
        PolicyReading reading = new PolicyReader([], Candidates.Of(typeof(IWrong)), ["culture", "tenant"]).Read();

        const string method = "PolicyValidationTests.IWrong.Get(int)";
        Assert.That(reading.Problems, Is.EquivalentTo(new[]
        {
            $"{method}:Expiry: \"60\" needs a unit: \"60s\".",
            $"{method}:CheckInterval: \"1ms\" is out of bounds; write 10ms to 30d.",
            $"{method}:RunTimeout: \"2d\" is out of bounds; write 10ms to 1d.",
            $"{method}:VaryBy: no IVaryBy is named \"tenent\"; did you mean \"tenant\"?",
            $"{method}:IgnoreParameters: the method has no parameter \"token\"; its parameters are: id.",
        }));
        Assert.That(reading.Snapshot.Policies.All, Is.Empty);
    }

    [Test]
    public void Read_AttributeWrongThroughout_ReportsEachSettingUnderItsOwnName()
    {
        PolicyReading reading = new PolicyReader([], Candidates.Of(typeof(IAllWrong)), []).Read();

        const string method = "PolicyValidationTests.IAllWrong.Get(int):";
        Assert.That(reading.Problems.Select(problem => problem[..problem.IndexOf(": ", StringComparison.Ordinal)]), Is.EquivalentTo(new[]
        {
            method + "Expiry", method + "CheckInterval", method + "MinCheckInterval", method + "MaxCheckInterval", method + "StaleTarget",
            method + "CheckBudget", method + "WaitWhenLikelyStale", method + "WaitBudget", method + "VerifyShare", method + "HoldoutShare",
            method + "MaxChecksPerSecond", method + "RunTimeout", method + "IgnoreParameters", method + "CompareIgnore", method + "Tags",
        }));
    }

    [Test]
    public void Read_WrongCode_IsReportedLikeConfiguration()
    {
        PolicyReading reading = Readings.ReadCode(options =>
        {
            options.Defaults.Mode = (CacheMode)8;
            options.Defaults.Check = (CheckMode)7;
            options.Defaults.Results = (ResultHandling)9;
            options.Defaults.Expiry = TimeSpan.FromSeconds(-5);
            options.Defaults.Tags = [null!];
            options.Methods["IPrices.Plain"] = null!;
        });

        Assert.That(reading.Problems, Is.EqualTo(new[]
        {
            "Interception:Defaults:Mode: \"8\" is not allowed; write Cache, Observe or Off.",
            "Interception:Defaults:Expiry: \"-5s\" is out of bounds; write 10ms to 30d.",
            "Interception:Defaults:Check: \"7\" is not allowed; write Adaptive, Interval, EveryHit or Off.",
            "Interception:Defaults:Results: \"9\" is not allowed; write Auto, Share or Copy.",
            "Interception:Defaults:Tags: has an empty name; write a name or take it out.",
            "Interception:Methods:IPrices.Plain: is null; give it a MethodOptions.",
        }));
        Assert.That(reading.Snapshot.Find(Readings.Plain), Is.Null);
    }

    private static PolicySource Source(params (string Path, string? Value)[] settings) =>
        PolicySource.From(new ConfigurationBuilder().Add(new SettingsProvider().Set(settings)).Build());
}
