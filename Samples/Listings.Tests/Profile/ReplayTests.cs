using Listings.Cities;
using Listings.Database;
using Listings.Profile;
using Listings.Tests.Support;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class ReplayTests
{
    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(60_000)]
    public async Task RunAsync_AFewViews_AreAllAccountedFor(bool useCache, CancellationToken cancellationToken)
    {
        City[] cities = [.. CityFile.Read(CityFile.DefaultPath)];
        ViewPlan plan = ViewPlan.Create(seed: 28, cities, clients: 2, viewsPerClient: 12);
        int edits = plan.Clients.Sum(client => client.Count(view => view.EditFirst is not null));
        await using RunningListings listings = await RunningListings.StartAsync();

        ReplayRecord record = await Replay.RunAsync(listings.App, plan, useCache, TimeSpan.Zero, cancellationToken);

        var truth = new Truth(cities, [.. record.Edits.Select(edit => edit.Edit)]);
        Verdict verdict = new Judge(truth, record, new StalenessPolicy("EveryHit", TimeSpan.Zero)).Judged();
        Assert.That(record.Views, Has.Count.EqualTo(24));
        Assert.That(record.Edits, Has.Count.EqualTo(edits).And.Not.Empty);
        Assert.That(record.SettledViews, useCache ? Is.Not.Empty : Is.Empty);
        Assert.That(verdict.IsAcceptable, Is.True, verdict.ToString());
        if (!useCache)
        {
            Assert.That(verdict.Stale, Is.Zero);
            Assert.That(record.Queries, Is.EqualTo(24 * 5));
        }
    }
}
