using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>Synchronous callers that check what is likely stale themselves, of a method that hangs or that they give up.</summary>
[TestFixture]
internal sealed class LikelyStaleHangingTests
{
    [Test]
    public async Task Get_TokenSignalled_ThrowsAndTheMethodHasNotFailed()
    {
        await using CacheHost host = Start(keys: 1);
        using var source = new CancellationTokenSource();
        host.Origin.BeforeSync = (_, token) =>
        {
            source.Cancel();
            token.ThrowIfCancellationRequested();
        };

        Assert.That(() => host.Source.Get(1, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(host.EntryOf(nameof(ISource.Get)).Failures, Is.Zero);
        Assert.That(host.LaneOf(nameof(ISource.Get)).Measures.Waits, Is.EqualTo(1));
    }

    [Test]
    public async Task Get_TakesLongerThanRunTimeout_IsOverdueAndServedTheOldAnswer()
    {
        await using CacheHost host = Start(keys: 1);
        int overdue = 0;
        host.Origin.BeforeSync = (_, _) =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(31));
            overdue = host.LaneOf(nameof(ISource.Get)).Overdue.Count;
        };

        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(overdue, Is.EqualTo(1));
        await Nodes.UntilAsync(() => host.LaneOf(nameof(ISource.Get)).Overdue.Count == 0);
        Assert.That(
            host.OwnLogs().Single(record => record.Id.Name == "CheckFailed").Exception,
            Is.TypeOf<TimeoutException>().With.Message.EqualTo("The run took longer than its RunTimeout of 00:00:30."));
    }

    [Test]
    public async Task Get_TooManyOverdue_IsServedAtOnce()
    {
        using var valve = new Valve();
        await using CacheHost host = Start(keys: 5);
        host.Origin.BeforeSync = (_, _) => valve.Hold();
        Task[] hanging = [.. Enumerable.Range(1, 4).Select(id => Task.Run(() => host.Source.Get(id, default)))];
        for (int id = 1; id <= 4; id++)
        {
            await valve.ArrivedAsync();
        }

        host.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.That(host.LaneOf(nameof(ISource.Get)).Overdue.AreTooMany, Is.True);

        Assert.That(host.Source.Get(5, default), Is.EqualTo("old-5"));
        Assert.That(host.Queue.Refused, Is.EqualTo(1));
        valve.Open();
        await Task.WhenAll(hanging).Soon();
    }

    /// <summary>A host with answers that are likely stale by now.</summary>
    private static CacheHost Start(int keys)
    {
        CacheHost host = CacheHost.OfSource(method =>
            (method.Check, method.Expiry) = (CheckMode.Adaptive, TimeSpan.FromDays(1)));
        for (int id = 1; id <= keys; id++)
        {
            host.Source.Get(id, default);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Text = "new";
        return host;
    }
}
