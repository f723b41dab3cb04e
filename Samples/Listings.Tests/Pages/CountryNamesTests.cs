using Listings.Pages;

namespace Listings.Tests.Pages;

[TestFixture]
internal sealed class CountryNamesTests
{
    [TestCase("DE", "Germany")]
    [TestCase("XK", "Kosovo")]
    [TestCase("??", "??")]
    public void Get_Code_IsTheNameOrTheCode(string code, string name) =>
        Assert.That(CountryNames.Get(code), Is.EqualTo(name));
}
