using Listings.Cities;
using Listings.Pages;

namespace Listings.Tests.Pages;

[TestFixture]
internal sealed class PageAddressTests
{
    [Test]
    public void Of_Defaults_IsTheRoot() => Assert.That(PageAddress.Of(new CityQuery()), Is.EqualTo("/"));

    [Test]
    public void Of_Everything_NamesAndEscapesIt() =>
        Assert.That(
            PageAddress.Of(new CityQuery("DE", "a&b", CitySort.Name, 3), useCache: false, edit: 4, saved: 5),
            Is.EqualTo("/?country=DE&text=a%26b&sort=Name&p=3&cache=off&edit=4&saved=5"));
}
