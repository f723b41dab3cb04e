using Listings.Cities;

namespace Listings.Tests.Cities;

[TestFixture]
internal sealed class CityQueryTests
{
    [Test]
    public void From_NothingTyped_IsTheFrontPage() =>
        Assert.That(CityQuery.From(" ", "", CitySort.Population, 1), Is.EqualTo(new CityQuery()));

    [Test]
    public void From_TypedInAnotherWay_IsTheSameQuery() =>
        Assert.That(
            CityQuery.From(" de", "  bad ", CitySort.Name, 2),
            Is.EqualTo(new CityQuery("DE", "bad", CitySort.Name, 2)));

    [TestCase(-5, 1)]
    [TestCase(0, 1)]
    [TestCase(int.MaxValue, CityQuery.MaxPage)]
    public void From_PageOutOfBounds_IsTheNearestPage(int typed, int page) =>
        Assert.That(CityQuery.From(null, null, CitySort.Population, typed).Page, Is.EqualTo(page));

    [Test]
    public void From_UnknownSort_IsByPopulation() =>
        Assert.That(CityQuery.From(null, null, (CitySort)99, 1).Sort, Is.EqualTo(CitySort.Population));

    [Test]
    public void From_LongText_IsCut() =>
        Assert.That(
            CityQuery.From(null, new string('x', 500), CitySort.Name, 1).Text, Has.Length.EqualTo(CityQuery.MaxTextLength));
}
