using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>Some hits are checked at once, to measure how many are stale.</summary>
[TestFixture]
internal sealed class VerifyShareTests
{
    [Test]
    public async Task Hit_VerifyShareIsAll_IsCheckedAtOnceAndCounted()
    {
        await using CacheHost host = Start();
        MethodMeasures measures = host.LaneOf(nameof(ISource.GetAsync)).Measures;
        await host.HitAsync();
        for (int hit = 1; hit <= 20; hit++)
        {
            host.Origin.Text = $"text {hit / 5}"; // It has changed at hits 1, 5, 10, 15 and 20.
            await host.HitAsync();
            Assert.That(host.Origin.Runs, Is.EqualTo(hit + 1));
        }

        Assert.That((measures.Verified, measures.VerifiedStale), Is.EqualTo((20, 5)));
    }

    [Test]
    public async Task Hit_VerifyShareIsNone_IsNotVerified()
    {
        await using CacheHost host = Start(share: 0);
        for (int hit = 0; hit < 20; hit++)
        {
            await host.HitAsync();
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        Assert.That(host.LaneOf(nameof(ISource.GetAsync)).Measures.Verified, Is.Zero);
    }

    [Test]
    public async Task Hit_CheckIsPending_CountsWithThatCheck()
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        MethodMeasures measures = host.LaneOf(nameof(ISource.GetAsync)).Measures;
        await host.HitAsync();
        host.Origin.Before = (_, _) => valve.HoldAsync();
        host.Origin.Text = "new";
        for (int hit = 0; hit < 3; hit++)
        {
            await host.Source.GetAsync(1, default);
        }

        await valve.ArrivedAsync();
        Assert.That(measures.Verified, Is.Zero);
        valve.Open();
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That((measures.Verified, measures.VerifiedStale), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task Hit_CheckFails_CountsNothing()
    {
        await using CacheHost host = Start();
        MethodMeasures measures = host.LaneOf(nameof(ISource.GetAsync)).Measures;
        await host.HitAsync();
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        await host.HitAsync();
        host.Origin.Before = null;
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        await host.HitAsync();

        Assert.That((measures.Verified, measures.VerifiedStale), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Hit_AboutATenthIsVerified_IsChosenAtRandom()
    {
        await using CacheHost host = Start(share: 0.1);
        for (int hit = 0; hit < 4000; hit++)
        {
            await host.HitAsync();
        }

        Assert.That(host.Origin.Runs, Is.InRange(250, 550), "400 expected, 19 the standard deviation");
    }

    private static CacheHost Start(double share = 1) =>
        CacheHost.OfSource(method => (method.Check, method.VerifyShare) = (CheckMode.Off, share));
}
