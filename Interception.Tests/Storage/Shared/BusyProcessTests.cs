using System.Globalization;
using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.Storage.Shared;

/// <summary>The store has answered in time, and this process was too busy, or stood still, to notice.</summary>
[TestFixture]
internal sealed class BusyProcessTests
{
    private static readonly EntryName Name = Names.Of("a");

    [Test, Property("Failure", "X31")]
    public async Task Try_NoAnswerInTime_TheLogSaysHowMuchWaitsForAThread()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        using var hang = new Valve();
        node.Connection.Before = _ => hang.HoldAsync();
        Task<Attempt<ReadOnlyMemory<byte>>> read = ReadAsync(node);

        node.Host.Clock.Advance(FakeNode.Settings.Timeout);
        await read.Soon();

        FakeLogRecord line = node.Host.OwnLogs().Single(one => one.Id.Name == "StoreFailed");
        string waiting = line.GetStructuredStateValue("Waiting")!;
        Assert.That(long.Parse(waiting, CultureInfo.InvariantCulture), Is.Not.Negative);
        Assert.That(line.Message, Does.Contain($" {waiting} work items wait for a thread of this process"));
    }

    [Test, Property("Failure", "X31")]
    public async Task Try_ManyAreLateAtOnce_CostsNoMoreThanTheTimeToTheNextProbe()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer(), 1, method => method.Check = CheckMode.Off);
        await node.GetAsync(1);
        await node.IdleAsync();
        int epoch = node.Store.Epoch;
        using var pause = new Valve();
        node.Connection.Before = command => command == "read" ? pause.HoldAsync() : null;
        Task<Attempt<ReadOnlyMemory<byte>>>[] reads = [.. Enumerable.Range(0, 2 * Breaker.FailuresToOpen).Select(_ => ReadAsync(node))];
        node.Host.Clock.Advance(FakeNode.Settings.Timeout);
        await Task.WhenAll(reads).Soon();
        Assert.That(await node.GetAsync(1), Is.EqualTo("old-1"));

        await node.ContactAsync();

        Assert.That(node.Store.Outage, Is.Null);
        Assert.That(node.Store.Epoch, Is.EqualTo(epoch), "no message was missed, so nothing in memory is in doubt");
        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("old-1"));
        Assert.That(node.Origin.Runs, Is.EqualTo(1));
    }

    private static Task<Attempt<ReadOnlyMemory<byte>>> ReadAsync(FakeNode node) =>
        node.Store.TryAsync(0, static (commands, _) => commands.ReadAsync(Name, blocking: false)).AsTask();
}
