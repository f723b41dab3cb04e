using Listings.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Listings.Tests.Browser;

/// <summary>What a person does with the page.</summary>
[TestFixture]
[Category("Browser")]
internal sealed class ListingsInBrowserTests
{
    private RunningListings _listings = null!;
    private Chromium _chromium = null!;
    private IPage _page = null!;

    [OneTimeSetUp]
    [CancelAfter(60_000)]
    public async Task Start()
    {
        _listings = await RunningListings.StartAsync();
        _chromium = await Chromium.StartAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        if (_listings is not null)
        {
            await _listings.DisposeAsync();
        }
    }

    [SetUp]
    public async Task Open() => _page = await _chromium.OpenAsync(_listings.Address);

    [TearDown]
    public async Task Close() => await _page.CloseAsync();

    [Test]
    [CancelAfter(60_000)]
    public async Task Open_FrontPage_ShowsTheLargestCityFirst()
    {
        Assert.That(await _page.TitleAsync(), Is.EqualTo("Cities of the world"));
        Assert.That(await Row(0).InnerTextAsync(), Does.Contain("Shanghai"));
        Assert.That(await _page.Locator("footer").InnerTextAsync(), Does.Contain("GeoNames"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Filter_Country_ShowsItsCitiesAlone()
    {
        await _page.GetByLabel("Country", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("DE");
        await _page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show" }).ClickAsync();

        await Expect(_page.Locator("header p")).ToContainTextAsync("1,064 cities in Germany");
        Assert.That(await Row(0).InnerTextAsync(), Does.Contain("Berlin"));
        Assert.That(await _page.Locator("tbody tr td:nth-child(2)").AllInnerTextsAsync(), Is.All.EqualTo("Germany"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Edit_Population_IsOldAtMostOnceMoreAndThenNew(CancellationToken cancellationToken)
    {
        await _page.GotoAsync(new Uri(_listings.Address, "/?country=IS").ToString());
        string old = await People().InnerTextAsync();
        await Row(0).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "edit" }).ClickAsync();
        await _page.Locator("input[name=population]").FillAsync("234567");
        await _listings.WhenIdleAsync(cancellationToken); // a check that began before the edit can't find it
        await _page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save" }).ClickAsync();

        await Expect(_page.Locator(".notice")).ToContainTextAsync("Saved to the database");
        Assert.That(await People().InnerTextAsync(), Is.EqualTo(old).Or.EqualTo("234,567"));

        await _listings.WhenIdleAsync(cancellationToken);
        await _page.Locator("#again").ClickAsync();
        await Expect(_page.Locator(".notice")).ToHaveCountAsync(0);
        Assert.That(await People().InnerTextAsync(), Is.EqualTo("234,567"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Switch_OffAndOn_ChangesWhereThePageComesFrom()
    {
        await _page.Locator(".switch").GetByText("off").ClickAsync();
        await Expect(_page.Locator(".answer")).ToContainTextAsync("the cache is switched off");
        await _page.ReloadAsync();
        await Expect(_page.Locator(".answer")).ToHaveAttributeAsync("data-source", "database");

        await _page.Locator(".switch").GetByText("on", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(_page.Locator(".answer")).Not.ToContainTextAsync("the cache is switched off");
        await _page.ReloadAsync();
        await Expect(_page.Locator(".answer")).ToHaveAttributeAsync("data-source", "cache");
    }

    private ILocator Row(int index) => _page.Locator("tbody tr").Nth(index);

    private ILocator People() => Row(0).Locator(".people");
}
