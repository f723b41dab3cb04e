using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>The clock is the application's. Where it fails a run can't begin, and must leave free what was taken for it.</summary>
[TestFixture]
internal sealed class BrokenClockTests
{
    [Test]
    public async Task Miss_NoTimerCanBeHad_TheNextCallRunsAtOnce([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource();
        host.Clock.IsBroken = true;
        Assert.That(async () => await AskAsync(host, isAsync).Soon(), Throws.InvalidOperationException);
        host.Clock.IsBroken = false;

        string? answer = await AskAsync(host, isAsync).Soon();

        Assert.That(answer, Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Miss_NoTimerCanBeHadWhileItHoldsALease_LeavesItToTheNext()
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server, 1);
        await using FakeNode second = await FakeNode.StartAsync(
            server, 2, static method => method.Expiry = TimeSpan.FromHours(2), FakeNode.Settings with { LeaseWait = TimeSpan.FromHours(1) });
        first.Connection.Before = command =>
        {
            first.Host.Clock.IsBroken |= command == "acquire";
            return null;
        };
        Assert.That(async () => await first.GetAsync(1).Soon(), Throws.InvalidOperationException);
        first.Host.Clock.IsBroken = false;
        await first.IdleAsync();

        Assert.That(await second.GetAsync(1).Soon(), Is.EqualTo("old-1"), "no time has passed");
        Assert.That(first.Connection.TakeCalls().Last(), Is.EqualTo("backoff"));
    }

    [Test]
    public async Task Check_NoTimerCanBeHad_HasFailedAndTheAnswerStays([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource();
        string? answer = await AskAsync(host, isAsync).Soon();
        host.Clock.IsBroken = true;
        await AskAsync(host, isAsync).Soon();
        await host.IdleAsync();
        host.Clock.IsBroken = false;

        Assert.That(await AskAsync(host, isAsync).Soon(), Is.EqualTo(answer));
        Assert.That(host.Cache.Report().Methods.Sum(static one => one.Failed), Is.EqualTo(1));
        Assert.That(host.EventNames(), Does.Not.Contain("CheckBroke"));
    }

    private static Task<string?> AskAsync(CacheHost host, bool isAsync) => isAsync ? host.Source.GetAsync(1, default) : Task.Run(() => host.Source.Get(1, default));
}
