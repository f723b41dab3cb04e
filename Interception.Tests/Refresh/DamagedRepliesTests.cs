using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Refresh;

/// <summary>Replies that were damaged on their way: no digit in them keeps an answer from being put right later.</summary>
/// <remarks>Replies of commands carry no seal; what a flipped digit can do ends with the run that it befell.</remarks>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DamagedRepliesTests
{
    private const long Hours = 3 * 3_600_000_000L;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly FakeServer _server = new();

    [Test, Property("Failure", "X24")]
    public async Task Check_TokenOrClockDamaged_LeavesNothingBehind([Values] bool isAsync, [Values] bool isClock, [Values(-Hours, Hours)] long by)
    {
        await using FakeNode node = await StartAsync(isAsync);
        Pass(node, Interval);
        node.Origin.Text = "new";
        node.Connection.TakeCalls();
        node.Connection.Damage = reply =>
        {
            node.Connection.Damage = null;
            return isClock ? reply with { NowMicroseconds = reply.NowMicroseconds + by } : reply with { Token = reply.Token + by };
        };

        await CheckAsync(node, isAsync);

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["acquire", "acquire", "commit"]));

        Entry entry = node.Entries.Single();
        Assert.That(entry.Answer.Value, Is.EqualTo("new-1"));
        Assert.That(entry.Version, Is.LessThanOrEqualTo(_server.Shelf.NowMicroseconds + 1), "the second token of one microsecond");
        Assert.That(HeaderFields.TryRead(_server.Shelf.Find(entry.Shared!.Name), out HeaderFields header), Is.True);
        Assert.That(header.Version, Is.EqualTo(entry.Version), "the store has the answer, in its own time");
        Assert.That(node.Store.Clock.NextToken(), Is.LessThan(_server.Shelf.NowMicroseconds + 1_000_000));
    }

    [Test]
    public async Task Check_ProofHoursAhead_IsNotTakenOver([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2, Settings);
        await other.AskAsync(isAsync);
        Pass(node, Interval);
        Pass(other, Interval, isServer: false);
        await CheckAsync(node, isAsync);
        other.Connection.Damage = reply => reply with { Proven = reply.Proven + Hours };
        Assert.That(other.Connection.TakeCalls(), Is.Not.Empty);

        await CheckAsync(other, isAsync);

        Assert.That(other.Connection.TakeCalls(), Is.EqualTo((string[])["acquire"]));
        Entry entry = other.Entries.Single();
        Assert.That(entry.Version, Is.LessThanOrEqualTo(_server.Shelf.NowMicroseconds));
        Assert.That(entry.ProvenAt, Is.EqualTo(other.Host.Runtime.Services.Clock.Exact), "but that it was proven counts");
        Assert.That(entry.NextCheckAt, Is.EqualTo(entry.ProvenAt + Interval.Ticks));
    }

    [Test]
    public async Task Read_ProofHoursAhead_IsNotTakenOver([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        EntryName name = node.Entries.Single().Shared!.Name;
        byte[] stored = _server.Shelf.Find(name)!;
        HeaderEdit.Proof(stored, _server.Shelf.NowMicroseconds + Hours, _server.Shelf.NowMicroseconds / 1000);
        _server.Shelf.Put(name, stored);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2, Settings);

        Assert.That(await other.AskAsync(isAsync), Is.EqualTo("old-1"));

        Assert.That(other.Origin.Runs, Is.Zero);
        Assert.That(other.Entries.Single().Version, Is.LessThanOrEqualTo(_server.Shelf.NowMicroseconds));
    }

    [Test]
    public async Task Check_OvertakenByALaterRun_IsNotAskedForAgainAtOnce([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        Pass(node, Interval);
        Entry entry = node.Entries.Single();
        using var run = new Valve();
        node.Origin.Text = "new";
        node.Origin.Before = (_, _) => run.HoldAsync();
        node.Origin.BeforeSync = (_, _) => run.Hold();
        await node.AskAsync(isAsync);
        await run.ArrivedAsync();
        long now = node.Host.Runtime.Services.Clock.Exact;
        entry.TryProve(new RunStamp(entry.Version + Hours, 0, now), out _);
        run.Open();

        await node.IdleAsync();

        Assert.That(node.Entries.Single(), Is.SameAs(entry));
        Assert.That(entry.NextCheckAt, Is.EqualTo(now + Interval.Ticks));
    }

    [Test]
    public async Task Commit_ReplyNamesAVersionHoursAhead_ChecksGoOnFromTheRunsOwn([Values] bool isAsync)
    {
        await using FakeNode node = await StartAsync(isAsync);
        Pass(node, Interval);
        node.Origin.Text = "new";
        node.Connection.DamageCommit = reply => reply with { Version = reply.Version + Hours };
        await CheckAsync(node, isAsync);
        node.Connection.DamageCommit = null;
        Pass(node, Interval);
        node.Origin.Text = "newer";

        await CheckAsync(node, isAsync);

        Assert.That(node.Entries.Single().Answer.Value, Is.EqualTo("newer-1"));
        Assert.That(node.Entries.Single().Version, Is.LessThanOrEqualTo(_server.Shelf.NowMicroseconds));
    }

    [Test]
    public async Task InvalidateMethod_ReplyIsDaysAhead_IsToldAgain()
    {
        await using FakeNode node = await StartAsync(isAsync: true);
        string field = node.Method(nameof(ISource.GetAsync)).Shared!.Field;
        int raised = 0;
        node.Connection.DamageNumber = (command, number) =>
            command == "raise" && Interlocked.Increment(ref raised) <= 2 ? number + (16 * Hours) : number;
        node.Origin.Text = "new";

        await node.Store.InvalidateMethodAsync(field);
        await node.PassTimeUntilAsync(() => node.Store.Pending.IsEmpty);

        Assert.That(raised, Is.EqualTo(3), "once by the call, and until a reply could be true");
        Assert.That(node.Store.Generations.Of(field), Is.EqualTo(_server.Generations[field]));
        Assert.That(await node.AskAsync(isAsync: true), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Contact_EachReadingOfTheClockIsDamagedAnew_IsMadeAllTheSame()
    {
        await using FakeNode node = await StartAsync(isAsync: true);
        int read = 0;
        node.Connection.DamageNumber = (command, number) => command == "clock" ? number + (Hours * (++read % 2 == 0 ? 1 : -1)) : number;
        node.Connection.Lose("test: reconnected");
        DateTimeOffset lostAt = node.Host.Clock.GetUtcNow();

        await node.ContactAsync();

        Assert.That(read, Is.EqualTo(2));
        TimeSpan passed = node.Host.Clock.GetUtcNow() - lostAt; // On the node alone.
        Assert.That(node.Store.Clock.NowMicroseconds, Is.EqualTo(_server.Shelf.NowMicroseconds + passed.TotalMicroseconds).Within(1_000_000));
    }

    private static void Settings(MethodOptions method) => (method.Check, method.CheckInterval) = (CheckMode.Interval, Interval);

    private static async Task CheckAsync(FakeNode node, bool isAsync)
    {
        await node.AskAsync(isAsync);
        await node.IdleAsync();
    }

    private async Task<FakeNode> StartAsync(bool isAsync)
    {
        FakeNode node = await FakeNode.StartAsync(_server, 1, Settings);
        await node.AskAsync(isAsync);
        await node.IdleAsync();
        return node;
    }

    private void Pass(FakeNode node, TimeSpan time, bool isServer = true)
    {
        node.Host.Clock.Advance(time);
        if (isServer)
        {
            _server.Clock.Advance(time);
        }
    }
}
