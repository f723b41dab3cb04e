using Listings.Cities;
using Listings.Database;
using Listings.Profile;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class ViewPlanTests
{
    private static readonly City[] Cities = [.. CityFile.Read(CityFile.DefaultPath)];

    [Test]
    public void Create_SameSeed_IsTheSamePlan()
    {
        PlannedView[] first = Views(ViewPlan.Create(1, Cities, 3, 50));
        PlannedView[] second = Views(ViewPlan.Create(1, Cities, 3, 50));

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Create_AnotherSeed_IsAnotherPlan() =>
        Assert.That(Views(ViewPlan.Create(1, Cities, 3, 50)), Is.Not.EqualTo(Views(ViewPlan.Create(2, Cities, 3, 50))));

    [Test]
    public void Create_ManyViews_RepeatThePopularAndReachTheRare()
    {
        PlannedView[] views = Views(ViewPlan.Create(1, Cities, 4, 500));
        var byQuery = views.CountBy(view => view.Query).OrderByDescending(query => query.Value).ToArray();

        Assert.That(byQuery[0].Key, Is.EqualTo(new CityQuery()), "the front page is the most popular one");
        Assert.That(byQuery[0].Value, Is.InRange(550, 680), "2,000 / (1 + 1/2 + ... + 1/14) = 615");
        Assert.That(byQuery, Has.Length.EqualTo(14));
        Assert.That(views.Count(view => view.EditFirst is not null), Is.InRange(15, 50), "1.5 percent of 2,000");
    }

    private static PlannedView[] Views(ViewPlan plan) => [.. plan.Clients.SelectMany(client => client)];
}
