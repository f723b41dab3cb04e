using Interception;
using Listings.Cities;
using Listings.Profile;
using static Listings.Tests.Support.SmallDatabase;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class JudgeTests
{
    private static readonly CityQuery Germany = new("DE");
    private static readonly CityQuery France = new("FR");
    private static readonly City[] Cities = [City(1, "Bonn", "DE", 300), City(2, "Lyon", "FR", 200)];
    private static readonly CityEdit Edit = new(1, 400);
    private static readonly Truth Truth = new(Cities, [Edit]);

    // The edit takes from second 10 to second 11.
    [TestCase(5, 6, 0, ExpectedResult = 0, Description = "before the edit the old answer is right")]
    [TestCase(12, 13, 1, ExpectedResult = 0, Description = "after it the new one is")]
    [TestCase(9, 12, 0, ExpectedResult = 0, Description = "while it is made both are")]
    [TestCase(9, 12, 1, ExpectedResult = 0)]
    [TestCase(12, 13, 0, ExpectedResult = 1, Description = "the old answer is stale afterwards")]
    public int Judged_OneView_CountsItWhenStale(int start, int end, int version)
    {
        Verdict verdict = Judged([View(Germany, start, end, version)]);

        Assert.That(verdict.Wrong + verdict.Overdue, Is.Zero);
        return verdict.Stale;
    }

    [Test]
    public void Judged_AnotherQuerysAnswer_IsWrong()
    {
        Verdict verdict = Judged([new SeenView(Germany, At(12), At(13), Truth.Content(France, 1))]);

        Assert.That(verdict, Is.EqualTo(new Verdict(0, 0, 1, TimeSpan.Zero)));
        Assert.That(verdict.IsAcceptable, Is.False);
    }

    [Test]
    public void Judged_AnswerFromTheFuture_IsWrong() =>
        Assert.That(Judged([View(Germany, 1, 2, version: 1)]).Wrong, Is.EqualTo(1));

    [Test]
    public void Judged_OldAnswerAtTheFirstLook_IsAllowedHoweverLate() =>
        Assert.That(Judged([View(Germany, 500, 501, version: 0)]), Is.EqualTo(new Verdict(1, 0, 0, TimeSpan.Zero)));

    // Wrong since 11; a look from 11 + 2 (interval) + 5 (allowance) = 18 asks for a check, which may take 5 after the look.
    [TestCase(18, 24, ExpectedResult = 1)]
    [TestCase(18, 23, ExpectedResult = 0)]
    [TestCase(17, 24, ExpectedResult = 0)]
    public int Judged_OldAnswerAfterACheckHadItsTime_IsOverdue(int look, int again) =>
        Judged([View(Germany, look, look + 1, 0), View(Germany, again, again + 1, 0)]).Overdue;

    [Test]
    public void Judged_StaleThenRight_TellsHowLongItTook() =>
        Assert.That(
            Judged([View(Germany, 12, 13, 0), View(Germany, 14, 15, 0), View(Germany, 16, 17, 1)]).LongestStale,
            Is.EqualTo(TimeSpan.FromSeconds(17 - 11)));

    [Test]
    public void Judged_StaleAfterEverythingSettled_IsOverdue() =>
        Assert.That(Judged([View(Germany, 12, 13, 1)], View(Germany, 15, 16, 0)).Overdue, Is.EqualTo(1));

    private static Verdict Judged(SeenView[] views, params SeenView[] settled) => new Judge(
        Truth,
        new ReplayRecord(views, [new AppliedEdit(Edit, At(10), At(11))], settled, 0, new CacheReport([])),
        new StalenessPolicy("Interval", TimeSpan.FromSeconds(2))).Judged();

    private static SeenView View(CityQuery query, int start, int end, int version) =>
        new(query, At(start), At(end), Truth.Content(query, version));

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);
}
