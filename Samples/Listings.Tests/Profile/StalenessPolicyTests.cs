using Listings.Profile;
using Microsoft.Extensions.Configuration;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class StalenessPolicyTests
{
    [TestCase("EveryHit", null, 0)]
    [TestCase("EveryHit", "2s", 0)]
    [TestCase("Interval", "500ms", 0.5)]
    [TestCase("Interval", "2s", 2)]
    [TestCase("Interval", "5m", 300)]
    [TestCase("Interval", "00:01:00", 60)]
    [TestCase("Interval", null, 30)]
    [TestCase("Adaptive", null, 600)]
    [TestCase(null, "2s", 2)]
    [TestCase(null, null, 600)]
    public void Read_Configuration_IsItsInterval(string? check, string? interval, double seconds) =>
        Assert.That(StalenessPolicy.Read(Configuration(check, interval)).CheckInterval.TotalSeconds, Is.EqualTo(seconds));

    [Test]
    public void Read_NeverChecked_SaysWhatToSet() =>
        Assert.That(
            () => StalenessPolicy.Read(Configuration("Off", null)),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "The profile can't judge 'Interception:Methods:ICityListing.GetPageAsync:Check' = 'Off'. "
                + "Set it to EveryHit, Interval or Adaptive."));

    [Test]
    public void ToString_Interval_NamesWhatIsAllowed() =>
        Assert.That(
            new StalenessPolicy("Interval", TimeSpan.FromSeconds(2)).ToString(),
            Is.EqualTo("Interval 2 s; an edit may stay unseen for 7 s and until 5 s after a look"));

    private static IConfiguration Configuration(string? check, string? interval) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            [StalenessPolicy.Section + ":Check"] = check,
            [StalenessPolicy.Section + ":CheckInterval"] = interval,
        })
        .Build();
}
