using Listings.Cities;
using Listings.Nodes;
using Listings.Profile;
using static Listings.Tests.Support.SmallDatabase;

namespace Listings.Tests.Nodes;

[TestFixture]
internal sealed class EditSpreadsTests
{
    private static readonly CityQuery FrontPage = new();
    private static readonly CityEdit[] Edits = [new(1, 400), new(1, 500)];
    private static readonly Truth Truth = new([City(1, "Bonn", "DE", 300), City(2, "Lyon", "FR", 200)], Edits);

    // The edits are done at second 10 and 20.
    [Test]
    public void Of_NodesThatShowItAtDifferentTimes_TellsTheFirstAndTheLast()
    {
        IReadOnlyList<EditSpread> spreads = Spreads(
            [View(9, 0), View(11, 0), View(12, 1), View(13, 1), View(21, 2)],
            [View(14, 0), View(15, 1), View(26, 2)]);

        Assert.That(spreads, Is.EqualTo(new[] { new EditSpread(At(10), At(2), At(5)), new EditSpread(At(20), At(1), At(6)) }));
        Assert.That(spreads[0].Between, Is.EqualTo(At(3)));
    }

    [Test]
    public void Of_ANodeThatShowsALaterEditAtOnce_HasShownTheEarlierToo() =>
        Assert.That(Spreads([View(12, 1), View(22, 2)], [View(24, 2)])[0], Is.EqualTo(new EditSpread(At(10), At(2), At(14))));

    [Test]
    public void Of_SeenBeforeItsEditorKnew_TakesNoTime() =>
        Assert.That(Spreads([View(9, 1), View(20, 2)], [View(9, 1), View(20, 2)])[0].ToAll, Is.EqualTo(TimeSpan.Zero));

    [Test]
    public void Of_ANodeThatNeverShowsIt_IsNotTimed() =>
        Assert.That(Spreads([View(12, 1), View(22, 2)], [View(12, 1)]), Has.Count.EqualTo(1));

    [Test]
    public void Of_ViewsOfAnotherPage_DoNotCount() =>
        Assert.That(Spreads([new SeenView(new CityQuery("DE"), At(11), At(12), Truth.Content(FrontPage, 2))]), Is.Empty);

    private static IReadOnlyList<EditSpread> Spreads(params SeenView[][] viewsByNode) => EditSpreads.Of(
        new LoadRecord(
            At(30),
            viewsByNode,
            [],
            [.. Edits.Select((edit, index) => new AppliedEdit(edit, At(index), At((10 * index) + 10)))],
            []),
        Truth,
        FrontPage);

    private static SeenView View(int end, int version) => new(FrontPage, At(end), At(end), Truth.Content(FrontPage, version));

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);
}
