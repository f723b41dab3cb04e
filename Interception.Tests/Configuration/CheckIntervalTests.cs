using Interception.Configuration;
using Microsoft.Extensions.Configuration;

namespace Interception.Tests.Configuration;

/// <summary>Settings of checks that depend on one another.</summary>
[TestFixture]
internal sealed class CheckIntervalTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    [Property("Failure", "F14")]
    public void Read_MinimumLongerThanMaximum_IsAProblemThatNamesBoth()
    {
        PolicyReading reading = Read(
            ("Methods:IPrices.Plain:MinCheckInterval", "31s"), ("Methods:IPrices.Plain:MaxCheckInterval", "30s"));

        Assert.That(reading.Problems, Has.Count.EqualTo(1));
        string problem = reading.Problems[0].ToString()!;
        Assert.That(problem, Does.Contain("MinCheckInterval \"31s\"").And.Contain("MaxCheckInterval \"30s\"").And.Contain("Plain"));
        Assert.That(reading.Snapshot.Find(Readings.Plain), Is.Null);
    }

    [Test]
    public void Read_MinimumAsLongAsMaximum_IsFine() =>
        Assert.That(
            Read(("Methods:IPrices.Plain:MinCheckInterval", "30s"), ("Methods:IPrices.Plain:MaxCheckInterval", "30s")).Problems, Is.Empty);

    [Test]
    public void Read_MinimumOfTheDefaultsLongerThanMaximumOfAMethod_IsAProblem() =>
        Assert.That(Read(("Defaults:MinCheckInterval", "1m"), ("Methods:IPrices.Plain:MaxCheckInterval", "30s")).Problems, Has.Count.EqualTo(1));

    [TestCase("999ms", 999)]
    [TestCase("1s", 1000)]
    [TestCase("2s", 1000)]
    public void Read_MaximumAlone_LowersTheMinimumWhereItIsShorter(string maximum, int expectedMilliseconds)
    {
        MethodPolicy policy = Plain(("Methods:IPrices.Plain:MaxCheckInterval", maximum));

        Assert.That(policy.MinCheckInterval, Is.EqualTo(TimeSpan.FromMilliseconds(expectedMilliseconds)));
        Assert.That(policy.Check, Is.EqualTo(CheckMode.Adaptive));
    }

    [TestCase("9m", 10)]
    [TestCase("11m", 11)]
    public void Read_MinimumAlone_RaisesTheMaximumWhereItIsLonger(string minimum, int expectedMinutes) =>
        Assert.That(
            Plain(("Methods:IPrices.Plain:MinCheckInterval", minimum), ("Methods:IPrices.Plain:Expiry", "1h")).MaxCheckInterval,
            Is.EqualTo(TimeSpan.FromMinutes(expectedMinutes)));

    [Test]
    public void Read_ShortExpiry_LowersTheMinimum() =>
        Assert.That(Plain(("Methods:IPrices.Plain:Expiry", "1s")).MinCheckInterval, Is.EqualTo(TimeSpan.FromMilliseconds(500)));

    [Test]
    [Property("Failure", "F14")]
    public void Read_MinimumBeyondTheExpiry_IsAProblem() => Assert.That(
        Read(("Methods:IPrices.Plain:Expiry", "1s"), ("Methods:IPrices.Plain:MinCheckInterval", "2s")).Problems,
        Is.EqualTo(new[]
        {
            "IPrices.Plain(string): MinCheckInterval \"2s\" is not shorter than Expiry \"1s\", so no answer would live to be checked; lower the one or raise the other.",
        }));

    [Test]
    public void Read_CheckIntervalAlone_MeansInterval()
    {
        MethodPolicy policy = Plain(("Methods:IPrices.Plain:CheckInterval", "7s"));

        Assert.That((policy.Check, policy.CheckInterval), Is.EqualTo((CheckMode.Interval, 7 * Second)));
    }

    [Test]
    public void Read_CheckIntervalWithAdaptive_StaysAdaptive() =>
        Assert.That(
            Plain(("Methods:IPrices.Plain:CheckInterval", "7s"), ("Methods:IPrices.Plain:Check", "Adaptive")).Check, Is.EqualTo(CheckMode.Adaptive));

    [Test]
    public void Read_Nothing_GivesTheDefaults()
    {
        MethodPolicy policy = Plain(("Methods:IPrices.Plain:Mode", "Cache"));

        Assert.That(policy.Check, Is.EqualTo(CheckMode.Adaptive));
        Assert.That((policy.MinCheckInterval, policy.MaxCheckInterval), Is.EqualTo((Second, TimeSpan.FromMinutes(10))));
        Assert.That((policy.StaleTarget, policy.CheckBudget, policy.WaitWhenLikelyStale, policy.VerifyShare), Is.EqualTo((0.01, 0.1, 0.9, 0d)));
        Assert.That(policy.MaxChecksPerSecond, Is.Null);
    }

    private static MethodPolicy Plain(params (string, string?)[] settings)
    {
        PolicyReading reading = Read(settings);
        Assert.That(reading.Problems, Is.Empty);
        return reading.Snapshot.Find(Readings.Plain)!;
    }

    private static PolicyReading Read(params (string Path, string? Value)[] settings) =>
        Readings.Read(PolicySource.From(new ConfigurationBuilder().Add(new SettingsProvider().Set(settings)).Build()));
}
