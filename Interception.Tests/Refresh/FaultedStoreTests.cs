using Interception.Refresh;
using Interception.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Interception.Tests.Refresh;

/// <summary>Each command that a check sends to the shared store, made to fail in turn: the check comes to what it found, and the store is put right.</summary>
[TestFixture, Property("Row", "R18")]
internal sealed class FaultedStoreTests
{
    public enum Manner
    {
        Throws,
        FailsLater,
        Refuses,
        IsSilent,
    }

    [Test, Property("Failure", "B8")]
    public async Task Check_CommandFails_IsCountedAndTheNextAnswersAreRight(
        [Values("acquire", "touch", "commit", "backoff", "invalidate")] string command, [Values] Manner manner)
    {
        var server = new FakeServer();
        await using FakeNode node = await FakeNode.StartAsync(
            server, 1, method => (method.Check, method.CacheNull, method.Expiry) = (CheckMode.EveryHit, false, TimeSpan.FromDays(1)));
        using MetricCollector<long> errors = node.Host.Collect<long>("interception.store.errors");
        await node.GetAsync(1);
        await node.IdleAsync();
        CheckOutcome expected = Arrange(node.Origin, command);
        node.Connection.Before = sent => sent == command ? Fail(manner) : null;

        string? served = await node.GetAsync(1).Soon();
        await (manner == Manner.IsSilent ? node.PassTimeUntilAsync(() => IsIdle(node)) : node.IdleAsync()); // No time passes, or any answer could be late.

        Assert.That(served, Is.EqualTo("old-1"));
        Assert.That(node.Method(nameof(ISource.GetAsync)).Lane.Measures.Checks(expected), Is.EqualTo(1));
        Assert.That(errors.GetMeasurementSnapshot().Select(one => one.Tags["reason"]), Is.Not.Empty.And.All.EqualTo(ReasonOf(manner)));
        node.Connection.Before = null;
        (node.Origin.Before, node.Origin.Text) = (null, "newest");
        await node.ContactAsync();
        await node.PassTimeUntilAsync(() => node.Store.Pending.IsEmpty);
        server.Clock.Advance(TimeSpan.FromMinutes(2)); // No pause, and no lease that nobody has ended, lasts so long.
        node.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await node.GetAsync(1).Soon();
        await node.IdleAsync();
        Assert.That(await node.GetAsync(1).Soon(), Is.EqualTo("newest-1"));
        await node.IdleAsync();
        await using FakeNode other = await FakeNode.StartAsync(server, 2);
        Assert.That((await other.GetAsync(1).Soon(), other.Origin.Runs), Is.EqualTo(("newest-1", 0)), "and the store has it");
    }

    private static bool IsIdle(FakeNode node) => node.Host.Queue.WhenIdleAsync().IsCompleted && node.Store.Writes.WhenIdleAsync().IsCompleted;

    /// <summary>Lets the source say what makes a check send the command.</summary>
    /// <returns>What the check comes to.</returns>
    private static CheckOutcome Arrange(Origin origin, string command)
    {
        switch (command)
        {
            case "touch":
                return CheckOutcome.Unchanged;
            case "backoff":
                origin.Before = static (_, _) => throw new InvalidOperationException("The source is down.");
                return CheckOutcome.Failed;
            case "invalidate":
                origin.Text = null;
                return CheckOutcome.Changed;
            default:
                origin.Text = "new";
                return CheckOutcome.Changed;
        }
    }

    private static Task Fail(Manner manner) => manner switch
    {
        Manner.Throws => throw new InvalidOperationException("No route."),
        Manner.FailsLater => FailLaterAsync(),
        Manner.Refuses => throw new FakeConnection.RefusedException(),
        _ => new TaskCompletionSource().Task,
    };

    private static async Task FailLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("No route.");
    }

    private static string ReasonOf(Manner manner) => manner switch
    {
        Manner.Refuses => "refused",
        Manner.IsSilent => "timeout",
        _ => "unreachable",
    };
}
