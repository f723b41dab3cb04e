using Interception.Refresh;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>An answer that a run has found wrong is served nowhere again, whatever becomes of what the run has found.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WrongAnswersGoTests
{
    private readonly FakeServer _server = new();

    [Test]
    public async Task Check_NewAnswerIsTooLargeForThisNode_IsSharedInPlaceOfTheOld([Values] bool isAsync)
    {
        await using FakeNode node = await FakeNode.StartAsync(_server, 1, all: all => all.Memory.MaxBytes = 1 << 20);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        string large = new('x', 600_000);
        node.Origin.Text = large;

        await node.AskAsync(isAsync);
        await node.IdleAsync();

        Assert.That(node.Entries, Is.Empty);
        Assert.That(await other.AskAsync(isAsync), Is.EqualTo($"{large}-1"));
        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(await node.AskAsync(isAsync), Is.EqualTo($"{large}-1"));
    }

    [Test]
    public async Task Refresh_FindsWhatIsNotCached_OldAnswerGoesOnAllNodes([Values] bool isAsync, [Values("null", "too large")] string what)
    {
        await using FakeNode first = await FakeNode.StartAsync(_server, 1, Settings);
        await using FakeNode second = await FakeNode.StartAsync(_server, 2, Settings);
        await first.AskAsync(isAsync);
        await first.IdleAsync();
        string? text = what == "null" ? null : new string('x', 2 << 20);
        (first.Origin.Text, second.Origin.Text) = (text, text);

        await second.RefreshAsync(1, isAsync);
        await second.IdleAsync();
        second.Method(isAsync ? nameof(ISource.GetAsync) : nameof(ISource.Get)).Table.Clear();

        string? expected = text is null ? null : $"{text}-1";
        Assert.That(await second.AskAsync(isAsync), Is.EqualTo(expected));
        await second.IdleAsync();
        Assert.That(await first.AskAsync(isAsync), Is.EqualTo(expected));
    }

    [Test]
    public async Task EndBehind_TooMuchIsBeingWritten_OldAnswerIsNotReadUntilAllAreTold()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server, 1, Settings);
        await node.GetAsync(1);
        await node.IdleAsync();
        Entry entry = node.Entries.Single();
        (SharedMethod method, EntryName name) = (entry.Shared!.Method, entry.Shared.Name);
        using var gate = new Valve();
        for (int i = 0; i < WriteBehind.Writers; i++)
        {
            node.Store.Writes.TryAdd(Hold);
        }

        await gate.ArrivedAsync(WriteBehind.Writers); // From here on no writer takes anything out, and what is full stays full.
        while (node.Store.Writes.TryAdd(Hold))
        {
        }

        CheckLane lane = node.Method(nameof(ISource.GetAsync)).Lane;
        SharedChecks.EndBehind(
            new Check(lane, entry, lane.Rules, new RunStamp(entry.Version + 1, 9, 9)), new CheckResult(CheckOutcome.Changed, null, null));

        Assert.That(entry.IsStored, Is.False);
        Assert.That((await method.ReadAsync(name)).Succeeded, Is.False);
        gate.Open();
        await node.PassTimeUntilAsync(() => HeaderFields.TryRead(_server.Shelf.Find(name), out HeaderFields header) && header.Kind == EntryKind.Tombstone);
        await node.PassTimeUntilAsync(() => node.Store.Pending.All.Calls.Length == 0);
        Assert.That((await method.ReadAsync(name)).Succeeded, Is.True);

        ValueTask Hold() => new(gate.HoldAsync());
    }

    private static void Settings(MethodOptions method)
    {
        method.Check = CheckMode.Off;
        method.CacheNull = false;
    }
}
