using Listings.Nodes;
using Listings.Profile;
using static Listings.Tests.Nodes.Scenes;

namespace Listings.Tests.Nodes;

[TestFixture]
internal sealed class NodesReportTests
{
    private static readonly NodesReport Report = new(
        AScene(nodes: 1, seconds: 4, firstRuns: 2, runs: 8),
        AScene(nodes: 2, seconds: 4, firstRuns: 4, runs: 15),
        AScene(nodes: 2, seconds: 10, firstRuns: 2, runs: 40),
        AnOutage,
        TimeSpan.FromSeconds(1));

    [Test]
    public void Runs_ThreeScenes_ComparesThemWithOneNode() => Assert.That(Text(Report.Runs()), Is.EqualTo(
        """
        runs of the listing                       1 node  2 nodes, no Redis  2 nodes, Redis
        seconds                                      4.0                4.0             4.0
        page views                                     4                  8               8
        p50 of a page view, ms                       1.0                1.0             1.0
        p99 of a page view, ms                       3.0                3.0             3.0
        for the first look at 2 pages everywhere       2                  4               2
        later                                          8                 15              16
        later, per page and interval                1.00               1.88            2.00
        the same in units of one node's             1.00               1.88            2.00

        """));

    [Test]
    public void Phases_AnOutage_HasAColumnForEach() => Assert.That(Text(Report.Phases()), Is.EqualTo(
        """
        Redis killed and started again  before  during  after
        seconds                            4.0     2.0    4.0
        page views                           8       4      8
        failed requests                      0       0      0
        p50 of a page view, ms             1.0     4.0    7.0
        p99 of a page view, ms             3.0     5.0    9.0
        longest page view, ms              3.0     5.0    9.0
        runs per page and interval        2.00    2.00   2.00

        """));

    // Redis is away from second 4 to 6; the check of an edit at second 3 may fall into it.
    [Test]
    public void Spreads_EditsAroundTheOutage_StandApart() => Assert.That(
        Text(Report.Spreads([], [.. new[] { 1, 3, 5, 6 }.Select(second => new EditSpread(At(second), At(1), At(1 + second)))])),
        Is.EqualTo(
        """
        from an edit until it shows, ms                 edits    p50    p95    max
        on the first node, Redis there                      2  1,000  1,000  1,000
        on all 2 nodes, Redis there                         2  2,000  7,000  7,000
        from the first node to the last, Redis there        2  1,000  6,000  6,000
        on all 2 nodes, Redis away                          2  4,000  6,000  6,000
        on all 2 nodes, without Redis                       0      -      -      -
        from the first node to the last, without Redis      0      -      -      -

        """));

    [Test]
    public void Health_NodesThatDiffer_HaveALineEach() => Assert.That(Report.Health(), Is.EqualTo(new[]
    {
        "/health before, 2 of 2 nodes: well",
        "/health during, 1 of 2 nodes: well",
        "/health during, 1 of 2 nodes: ill",
        "/health after, 2 of 2 nodes: well",
    }));

    [Test]
    public void Return_SharedAgain_TellsTheTimeSinceRedisWasBack() =>
        Assert.That(Report.Return(), Is.EqualTo("Every node had heard from another 1,000 ms after Redis was back."));

    [Test]
    public void Return_NeverShared_SaysSo() => Assert.That(
        (Report with { Outage = AnOutage with { SharedAgainAt = null } }).Return(),
        Is.EqualTo("Not every node had heard from another when the load ended."));

    [Test]
    public void Slowest_TwoEdits_IsTheOneThatTookLongerToShowEverywhere() => Assert.That(
        Report.Slowest([new EditSpread(At(1), At(1), At(2.5)), new EditSpread(At(2), At(2), At(2))]),
        Is.EqualTo(
            "The edit that took longest was made at 1.0 s and showed everywhere at 3.5 s; "
            + "Redis was away from 4.0 to 6.0 s."));

    [Test]
    public void Slowest_NoEdit_SaysSo() => Assert.That(Report.Slowest([]), Is.EqualTo("No edit has shown everywhere."));

    private static string Text(ReportTable table) => table.ToString().ReplaceLineEndings("\n");
}
