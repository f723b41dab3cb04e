using Interception.Faults.Node.Services;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Checks;

[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HistoryCheckerTests
{
    private readonly SourceHistory _history = new();

    [Test]
    public void FindWrong_WhatTheSourceReturned_IsRight()
    {
        Reading reading = Return(key: 1, "a");

        Assert.That(Wrong(reading), Is.Empty);
    }

    [Test]
    public void FindWrong_OldVersion_IsRight()
    {
        Reading reading = Return(key: 1, "a");
        _history[1].Change();
        Return(key: 1, "a");

        Assert.That(Wrong(reading), Is.Empty);
    }

    [Test]
    public void FindWrong_OtherTenantsAnswer_IsNamed()
    {
        Reading reading = Return(key: 1, "a");

        Assert.That(
            Wrong(reading with { Tenant = "b" }),
            Has.One.EndsWith("the source never returned that version to that tenant"));
    }

    [Test]
    public void FindWrong_VersionThatNobodyWasGiven_IsNamed()
    {
        Reading reading = Return(key: 1, "a");
        _history[1].Change();

        Assert.That(Wrong(reading with { Version = 2, Canary = _history.Canary(1, "a", 2) }), Has.Length.EqualTo(1));
    }

    [Test]
    public void FindWrong_OneLetterOfTheCanaryChanged_IsNamed()
    {
        Reading reading = Return(key: 1, "a");
        string damaged = reading.Canary[..^1] + (reading.Canary[^1] == '0' ? '1' : '0');

        Assert.That(Wrong(reading with { Canary = damaged }), Has.One.EndsWith("the canary is not the source's"));
    }

    [Test]
    public void FindWrong_ServedBeforeTheSourceReturnedIt_IsNamed()
    {
        Reading reading = Return(key: 1, "a");
        var checker = new HistoryChecker(_history);

        IReadOnlyList<string> wrong = checker.FindWrong("node", [new ServedAnswer(reading, 3, FirstAt: 1, LastAt: 2)]);

        Assert.That(wrong, Has.One.EndsWith("it was served before the source returned it"));
        Assert.That(checker.Checked, Is.EqualTo(3));
    }

    private Reading Return(int key, string tenant)
    {
        long version = _history[key].Call(tenant);
        return new Reading(key, tenant, version, _history.Canary(key, tenant, version));
    }

    private string[] Wrong(Reading reading) =>
        [.. new HistoryChecker(_history).FindWrong("node", [new ServedAnswer(reading, 1, long.MaxValue, long.MaxValue)])];
}
