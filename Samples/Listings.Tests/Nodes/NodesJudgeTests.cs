using Listings.Cities;
using Listings.Nodes;
using Listings.Profile;
using static Listings.Tests.Nodes.Scenes;
using static Listings.Tests.Support.SmallDatabase;

namespace Listings.Tests.Nodes;

[TestFixture]
internal sealed class NodesJudgeTests
{
    private static readonly CityQuery FrontPage = new();
    private static readonly Truth Truth = new([City(1, "Bonn", "DE", 300)], [new CityEdit(1, 400)]);

    // The edit is done at second 1; a look at second 9 asks for a check, so at second 16 the old page is overdue.
    [Test]
    public void Judged_OldPageOnTheNodeThatWasAsked_IsOverdue() =>
        Assert.That(Judged([View(9, 0), View(16, 0)], [View(9, 1)]), Is.EqualTo(new Verdict(2, 1, 0, TimeSpan.Zero)));

    [Test]
    public void Judged_OldPageOnAnotherNode_IsStaleOnly() =>
        Assert.That(Judged([View(9, 1)], [View(16, 0)]), Is.EqualTo(new Verdict(1, 0, 0, TimeSpan.Zero)));

    [Test]
    public void Judged_StaleOnBothNodes_TellsTheLongerTime() =>
        Assert.That(Judged([View(2, 0), View(3, 1)], [View(2, 0), View(4, 1)]).LongestStale, Is.EqualTo(At(3)));

    private static Verdict Judged(params SeenView[][] viewsByNode) => NodesJudge.Judged(
        new LoadRecord(At(20), viewsByNode, [[], []], [new AppliedEdit(new CityEdit(1, 400), At(0), At(1))], []),
        Truth,
        new StalenessPolicy("Interval", TimeSpan.FromSeconds(1)));

    private static SeenView View(int second, int version) =>
        new(FrontPage, At(second), At(second), Truth.Content(FrontPage, version));
}
