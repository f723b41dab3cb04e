using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>A source that says something wrong without failing is believed, but no longer than until the next check.</summary>
[TestFixture]
internal sealed class WrongResultTests
{
    [TestCase("", TestName = "Check_SourceIsHalfBrokenOnce_TheNextCheckMendsIt(empty)")]
    [TestCase(null, TestName = "Check_SourceIsHalfBrokenOnce_TheNextCheckMendsIt(null)")]
    [Property("Failure", "B10")]
    public async Task Check_SourceIsHalfBrokenOnce_TheNextCheckMendsIt(string? wrong)
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.HitAsync();
        host.Origin.Text = wrong;
        await host.HitAsync();
        host.Origin.Text = "old";

        Assert.That(await host.HitAsync(), Is.EqualTo(wrong is null ? null : "-1"), "nobody but the source knows better");
        Assert.That(await host.HitAsync(), Is.EqualTo("old-1"));
    }

    [Test, Property("Failure", "B10")]
    public async Task Check_NullIsNoAnswer_TheNextCallRunsTheMethod()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.CacheNull = false);
        await host.HitAsync();
        host.Origin.Text = null;
        await host.HitAsync();
        host.Origin.Text = "old";

        Assert.That(await host.HitAsync(), Is.EqualTo("old-1"), "not the null");
    }

    [Test, Property("Failure", "B27")]
    public async Task Check_ReplicaLags_WhatItSaysStandsUntilTheNextCheckAlone()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.HitAsync();
        host.Origin.Text = "new"; // One run is sent to a replica that has it,
        await host.HitAsync();
        host.Origin.Text = "old"; // the next to one that doesn't have it yet,
        Assert.That(await host.HitAsync(), Is.EqualTo("new-1"));
        host.Origin.Text = "new"; // and from then on all have it.

        Assert.That(await host.HitAsync(), Is.EqualTo("old-1"));
        Assert.That(await host.HitAsync(), Is.EqualTo("new-1"));
    }

    [Test, Property("Failure", "B27")]
    public async Task Check_ReplicaLags_AdaptiveComesBackSooner()
    {
        TimeSpan quiet = await DueAfterAsync(static _ => "old");
        TimeSpan lagging = await DueAfterAsync(static check => check % 2 == 0 ? "new" : "old");

        Assert.That(lagging, Is.LessThan(quiet / 2));
    }

    /// <summary>How long after some checks the next one is due.</summary>
    private static async Task<TimeSpan> DueAfterAsync(Func<int, string> textAt)
    {
        await using CacheHost host = CacheHost.OfSource(method =>
        {
            (method.Check, method.Expiry, method.WaitWhenLikelyStale) = (CheckMode.Adaptive, TimeSpan.FromDays(1), 1);
            (method.MinCheckInterval, method.MaxCheckInterval) = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        });
        await host.HitAsync();
        for (int check = 0; check < 6; check++)
        {
            host.Origin.Text = textAt(check);
            for (int before = host.Origin.Runs; host.Origin.Runs == before;)
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                await host.HitAsync();
            }
        }

        return TimeSpan.FromTicks(host.EntryOf().NextCheckAt - host.EntryOf().ProvenAt);
    }
}
