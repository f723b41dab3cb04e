using System.Net.Http.Json;
using Listings.Operations;
using Listings.Profile;
using Listings.Tests.Support;

namespace Listings.Tests.Operations;

[TestFixture]
internal sealed class CacheStatisticsTests
{
    // A second application in the same process has figures of its own.
    [Test]
    public async Task Get_AfterAMissAndAHit_CountsThemAndTheRun()
    {
        await using RunningListings listings = await RunningListings.StartAsync($"--{StalenessPolicy.Section}:Check=Off");
        await using RunningListings other = await RunningListings.StartAsync();
        using var client = new HttpClient { BaseAddress = listings.Address, Timeout = TimeSpan.FromSeconds(30) };
        using var otherClient = new HttpClient { BaseAddress = other.Address, Timeout = TimeSpan.FromSeconds(30) };
        await otherClient.GetStringAsync(new Uri("/?country=BE", UriKind.Relative));
        await client.GetStringAsync(new Uri("/?country=NL", UriKind.Relative));
        await client.GetStringAsync(new Uri("/?country=NL", UriKind.Relative));

        Dictionary<string, long>? counts = await client.GetFromJsonAsync<Dictionary<string, long>>(
            new Uri(CacheStatistics.Path, UriKind.Relative));

        Assert.That(counts, Is.EquivalentTo(new Dictionary<string, long>
        {
            ["interception.requests hit"] = 1,
            ["interception.requests miss"] = 1,
            [CacheStatistics.Runs] = 1,
            [CacheStatistics.Queries] = 1 + 5, // the start asks whether there are cities
        }));
    }
}
