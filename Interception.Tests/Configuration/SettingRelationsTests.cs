using CsCheck;
using Interception.Configuration;
using Interception.Refresh;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Interception.Tests.Configuration;

/// <summary>Durations that depend on one another, in any combination: refused by name, or brought into a relation that makes sense.</summary>
[TestFixture]
internal sealed class SettingRelationsTests
{
    private const string Method = "Methods:IPrices.Plain:";

    private static readonly Gen<string?> Duration =
        OneOf(null, null, "10ms", "500ms", "999ms", "1s", "2s", "30s", "1m", "9m", "10m", "11m", "1h", "1d", "30d");

    private static readonly Gen<string?> Check = OneOf(null, "Adaptive", "Interval", "EveryHit", "Off");

    [Test]
    [Property("Failure", "F14")]
    public void Read_AnyDurations_AreRefusedByNameOrFitTogether() =>
        Gen.Select(Duration, Duration, Duration, Duration, Check).AllHold(
            2000,
            one => AssertFits(one.Item1, one.Item2, one.Item3, one.Item4, one.Item5));

    private static Gen<string?> OneOf(params string?[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void AssertFits(string? expiry, string? interval, string? minimum, string? maximum, string? check)
    {
        SettingsProvider settings = new SettingsProvider().Set(
            (Method + "Mode", "Cache"), (Method + "Expiry", expiry), (Method + "CheckInterval", interval), (Method + "MinCheckInterval", minimum),
            (Method + "MaxCheckInterval", maximum), (Method + "Check", check));
        PolicyReading reading = Readings.Read(PolicySource.From(new ConfigurationBuilder().Add(settings).Build()));

        if (reading.Snapshot.Find(Readings.Plain) is not { } policy)
        {
            Assert.That(minimum, Is.Not.Null, "only what somebody wrote is refused");
            Assert.That(reading.Problems, Has.Count.EqualTo(1));
            Assert.That(reading.Problems[0], Does.StartWith($"IPrices.Plain(string): MinCheckInterval \"{minimum}\" is "));
            return;
        }

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(policy.MinCheckInterval, Is.LessThanOrEqualTo(policy.MaxCheckInterval));
        MethodRules rules = new(policy);
        Assert.That(rules.FixedCheckInterval, Is.LessThan(policy.Expiry));
        if (policy.Check == CheckMode.Adaptive)
        {
            Assert.That(rules.LongestCheckInterval, Is.InRange(policy.MinCheckInterval, policy.Expiry).And.LessThan(policy.Expiry));
        }
    }
}
