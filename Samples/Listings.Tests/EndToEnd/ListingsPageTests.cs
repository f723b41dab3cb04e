using System.Net;
using System.Text.RegularExpressions;
using Listings.Tests.Support;

namespace Listings.Tests.EndToEnd;

/// <summary>The page as a browser without scripts sees it: addresses, forms, HTML.</summary>
[TestFixture]
internal sealed partial class ListingsPageTests
{
    private const int Reykjavik = 3413829;

    private RunningListings _listings = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _listings = await RunningListings.StartAsync();
        _client = new HttpClient { BaseAddress = _listings.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _listings.DisposeAsync();
    }

    [Test]
    public async Task Start_TheCache_HasNothingToWarnOf()
    {
        await GetAsync("/");

        Assert.That(_listings.Warnings.Lines, Is.Empty);
    }

    [Test]
    public async Task Get_Root_ShowsTheLargestCitiesAndWhoMadeTheData()
    {
        string html = await GetAsync("/");

        Assert.That(html, Does.Contain("24,323 cities").And.Contain("Shanghai").And.Contain("GeoNames").And.Contain("CC BY 4.0"));
        Assert.That(Rows().Count(html), Is.EqualTo(15));
    }

    [Test]
    public async Task Get_Page_AsksNobodyElseForAnything()
    {
        string html = await GetAsync("/");

        Assert.That(html, Does.Not.Contain("<script"));
        Assert.That(Loaded().Matches(html).Select(match => match.Groups[1].Value), Is.All.StartsWith("/").Or.StartsWith("data:"));
        Assert.That(await GetAsync("/site.css"), Does.Contain(".answer"));
    }

    [Test]
    public async Task Get_CountryAndText_ShowsWhatMatches()
    {
        string html = await GetAsync("/?country=DE&text=bad%20e&sort=Name");

        Assert.That(html, Does.Contain("Bad Essen").And.Contain("in Germany named").And.Not.Contain("Bad Aibling"));
    }

    [Test]
    public async Task Get_TextOfMarkup_IsShownAsText() =>
        Assert.That(
            await GetAsync("/?text=%3Cb%3E"), Does.Contain("&lt;b&gt;").And.Not.Contain("<b>").And.Contain("No city here"));

    [TestCase("/?p=-1")]
    [TestCase("/?p=many")]
    [TestCase("/?sort=Nothing")]
    [TestCase("/?p=999999999")]
    public async Task Get_NonsenseInTheAddress_IsStillAPage(string address) =>
        Assert.That(await GetAsync(address), Does.Contain("24,323 cities"));

    [Test]
    public async Task Get_CacheOff_ComesFromTheDatabase()
    {
        await GetAsync("/?country=FR&cache=off");
        await _listings.WhenIdleAsync(CancellationToken.None); // queries are counted for the whole process

        string html = await GetAsync("/?country=FR&cache=off");

        Assert.That(html, Does.Contain("data-source=\"database\" data-queries=\"5\"").And.Contain("the cache is switched off"));
        Assert.That(html, Does.Contain("/?country=DE&amp;cache=off"), "the switch stays as it is while one clicks on");
    }

    [Test]
    public async Task Get_Again_ComesFromTheCache()
    {
        Assert.That(await GetAsync("/?country=IT"), Does.Contain("data-source=\"database\""));

        Assert.That(await GetAsync("/?country=IT"), Does.Contain("data-source=\"cache\""));
    }

    [TestCase("Enabled=false")]
    [TestCase("Methods:ICityListing.GetPageAsync:Mode=Off")]
    public async Task Get_CachingSwitchedOffByConfiguration_ComesFromTheDatabase(string setting)
    {
        await using RunningListings uncached = await RunningListings.StartAsync($"--Interception:{setting}");
        using var client = new HttpClient { BaseAddress = uncached.Address, Timeout = TimeSpan.FromSeconds(30) };
        await client.GetStringAsync(new Uri("/", UriKind.Relative));

        string html = await client.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.That(html, Does.Contain("data-source=\"database\"").And.Contain("24,323 cities"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Post_Population_IsSeenAfterOneMoreLookAtMost(CancellationToken cancellationToken)
    {
        Assert.That(await GetAsync("/?country=IS"), Does.Contain("118,918"));

        using HttpResponseMessage response = await PostAsync("/?country=IS", Reykjavik, "123456");
        string saved = await response.Content.ReadAsStringAsync(cancellationToken);
        await _listings.WhenIdleAsync(cancellationToken);

        Assert.That(saved, Does.Contain("Saved to the database"));
        Assert.That(await GetAsync("/?country=IS"), Does.Contain("123,456").And.Not.Contain("118,918"));
        Assert.That(await GetAsync("/?country=IS&cache=off"), Does.Contain("123,456"));
    }

    [TestCase("0")]
    [TestCase("-7")]
    [TestCase("100000001")]
    [TestCase("many")]
    [TestCase("")]
    public async Task Post_NoPopulation_IsRefused(string population)
    {
        using HttpResponseMessage response = await PostAsync("/?country=NO", Reykjavik, population);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            await response.Content.ReadAsStringAsync(), Is.EqualTo("A population is a whole number from 1 to 100000000."));
    }

    [Test]
    public async Task Post_UnknownCity_IsNotFound()
    {
        using HttpResponseMessage response = await PostAsync("/?country=NO", city: 1, "5");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Post_WithoutThePagesToken_IsRefused()
    {
        using var form = new FormUrlEncodedContent([new("city", "3413829"), new("population", "5")]);
        using HttpResponseMessage response = await _client.PostAsync(new Uri("/", UriKind.Relative), form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private Task<string> GetAsync(string address) => _client.GetStringAsync(new Uri(address, UriKind.Relative));

    private async Task<HttpResponseMessage> PostAsync(string address, int city, string population)
    {
        string page = await GetAsync($"/?country=IS&edit={Reykjavik}");
        await _listings.WhenIdleAsync(CancellationToken.None); // a check that began before an edit can't find it
        using var form = new FormUrlEncodedContent(
        [
            new("city", $"{city}"),
            new("population", population),
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
        ]);
        return await _client.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    [GeneratedRegex("<tr data-city=")]
    private static partial Regex Rows();

    [GeneratedRegex("(?:src|<link[^>]*href)=\"([^\"]*)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
