using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>Who asks a synchronous method for an answer that is likely stale checks it.</summary>
[TestFixture]
internal sealed class LikelyStaleSyncTests
{
    [Test]
    public async Task Hit_LikelyStale_RunsTheCheckOnTheCallersThread()
    {
        await using CacheHost host = Start();
        Thread? ran = null;
        int waiting = 0;
        host.Origin.BeforeSync = (_, _) => (ran, waiting) = (Thread.CurrentThread, host.EntryOf(nameof(ISource.Get)).Tally.Waits);

        Assert.That(host.Source.Get(1, default), Is.EqualTo("new-1"));

        Assert.That(ran, Is.SameAs(Thread.CurrentThread));
        Assert.That(waiting, Is.EqualTo(1), "the check knows of its caller");
        Assert.That(host.LaneOf(nameof(ISource.Get)).Measures.Waits, Is.EqualTo(1));
        Assert.That(host.EntryOf(nameof(ISource.Get)).IsCheckPending, Is.False);
        Assert.That(host.Source.Get(1, default), Is.EqualTo("new-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Hit_AnotherCallerIsChecking_IsServedTheOldAnswerAtOnce()
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        Task<string?> first = Task.Run(() => host.Source.Get(1, default));
        await valve.ArrivedAsync();

        Assert.That(await Task.Run(() => host.Source.Get(1, default)).Soon(), Is.EqualTo("old-1"));

        Assert.That(first.IsCompleted, Is.False);
        valve.Open();
        Assert.That(await first.Soon(), Is.EqualTo("new-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Hit_CheckThrows_ServesTheOldAnswerAndLeavesTheMethodAlone()
    {
        await using CacheHost host = Start();
        host.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("The source is down.");

        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));

        Assert.That(host.EntryOf(nameof(ISource.Get)).IsCheckPending, Is.False);
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(2), "the second caller has asked for nothing");
    }

    [Test]
    public async Task Hit_NoTimerCanBeHadForTheCheck_ServesTheOldAnswer()
    {
        await using CacheHost host = Start();
        host.Clock.IsBroken = true;

        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));

        Assert.That(host.EntryOf(nameof(ISource.Get)).IsCheckPending, Is.False);
        Assert.That(host.LaneOf(nameof(ISource.Get)).Measures.Waits, Is.EqualTo(1), "or nobody has tried");
    }

    [Test]
    public async Task Hit_WaitWhenLikelyStaleIsAll_LeavesTheCheckToTheQueue()
    {
        using var valve = new Valve();
        await using CacheHost host = Start(method => method.WaitWhenLikelyStale = 1);
        host.Origin.BeforeSync = (_, _) => valve.Hold();

        Assert.That(await Task.Run(() => host.Source.Get(1, default)).Soon(), Is.EqualTo("old-1"));

        await valve.ArrivedAsync();
        valve.Open();
        await host.IdleAsync();
        Assert.That(host.Source.Get(1, default), Is.EqualTo("new-1"));
    }

    /// <summary>A host whose answer is two hours old, where one change in five minutes is expected.</summary>
    private static CacheHost Start(Action<MethodOptions>? settings = null)
    {
        CacheHost host = CacheHost.OfSource(method =>
        {
            (method.Check, method.Expiry) = (CheckMode.Adaptive, TimeSpan.FromDays(1));
            settings?.Invoke(method);
        });
        host.Source.Get(1, default);
        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Text = "new";
        return host;
    }
}
