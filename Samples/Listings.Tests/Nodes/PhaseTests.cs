using Listings.Nodes;
using static Listings.Tests.Nodes.Scenes;

namespace Listings.Tests.Nodes;

[TestFixture]
internal sealed class PhaseTests
{
    [Test]
    public void Around_AnOutage_SplitsViewsRunsAndFailures()
    {
        IReadOnlyList<Phase> phases = Phase.Around(AnOutage, AScene(
            nodes: 2, seconds: 10, firstRuns: 2, runs: 40, new FailedRequest(At(3.9), "a"), new FailedRequest(At(5), "b")));

        Assert.That(phases.Select(phase => phase.Duration), Is.EqualTo(new[] { At(4), At(2), At(4) }));
        Assert.That(phases.Select(phase => phase.Took.Count), Is.EqualTo(new[] { 8, 4, 8 }));
        Assert.That(phases.Select(phase => phase.Runs), Is.EqualTo(new[] { 16, 8, 16 }));
        Assert.That(phases.Select(phase => phase.Failures.Count), Is.EqualTo(new[] { 1, 1, 0 }));
    }

    [Test]
    public void Around_RedisBackWhenNobodyLooksAnyMore_HasNothingAfter()
    {
        IReadOnlyList<Phase> phases = Phase.Around(
            AnOutage with { BackAt = At(12), RunsAtBack = 50 }, AScene(nodes: 2, seconds: 10, firstRuns: 2, runs: 40));

        Assert.That(phases.Select(phase => phase.Duration), Is.EqualTo(new[] { At(4), At(6), At(0) }));
        Assert.That(phases.Select(phase => phase.Runs), Is.EqualTo(new[] { 16, 24, 0 }));
    }

    [Test]
    public void Whole_AScene_HasAllItsViewsAndTheRunsBetween()
    {
        Phase whole = Phase.Whole(AScene(nodes: 3, seconds: 5, firstRuns: 2, runs: 9));

        Assert.That((whole.Duration, whole.Took.Count, whole.Runs), Is.EqualTo((At(5), 15, 9L)));
    }

    [Test]
    public void Percentile_OfViews_IsInMilliseconds() =>
        Assert.That(Phase.Whole(AScene(nodes: 1, seconds: 5, firstRuns: 2, runs: 9)).Percentile(50), Is.EqualTo("2.0"));

    [Test]
    public void Percentile_OfNoViews_IsADash() =>
        Assert.That(new Phase(At(0), At(1), 0, [], []).Percentile(99), Is.EqualTo("-"));
}
