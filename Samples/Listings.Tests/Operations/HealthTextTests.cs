using Listings.Operations;
using Listings.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Listings.Tests.Operations;

[TestFixture]
internal sealed class HealthTextTests
{
    [Test]
    public void Of_TwoChecks_TellsStatusAndReason()
    {
        var report = new HealthReport(
            new Dictionary<string, HealthReportEntry>
            {
                ["one"] = new(HealthStatus.Healthy, description: null, TimeSpan.Zero, exception: null, data: null),
                ["two"] = new(HealthStatus.Degraded, "the reason", TimeSpan.Zero, exception: null, data: null),
            },
            TimeSpan.Zero);

        Assert.That(HealthText.Of(report), Is.EqualTo("one: Healthy; two: Degraded, the reason"));
    }

    [Test]
    public async Task Get_Health_TellsTheCaches()
    {
        await using RunningListings listings = await RunningListings.StartAsync();
        using var client = new HttpClient { BaseAddress = listings.Address, Timeout = TimeSpan.FromSeconds(30) };

        Assert.That(await client.GetStringAsync(new Uri("/health", UriKind.Relative)), Is.EqualTo("interception: Healthy"));
    }
}
