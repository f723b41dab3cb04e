using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>Contact with the store: at the start, and after an outage.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StoreRecoveryTests
{
    private readonly FakeServer _server = new();

    [Test, Property("Failure", "X1")]
    public async Task Start_StoreIsNotThere_AnswersFromMemoryAndJoinsLater()
    {
        await using var node = new FakeNode(_server, 1, method => method.Check = CheckMode.Off);
        node.Connection.Before = command => command == "open" ? throw new InvalidOperationException("No route.") : null;
        node.Store.Start();
        Assert.That(await node.GetAsync(1), Is.EqualTo("old-1"));
        Assert.That(await node.GetAsync(1), Is.EqualTo("old-1"));
        Assert.That(node.Origin.Runs, Is.EqualTo(1));
        await Nodes.UntilAsync(() => node.Store.Outage!.Value.Reason == "it can't be reached");

        node.Connection.Before = null;
        await node.ContactAsync();

        Assert.That(node.Store.Outage, Is.Null);
        await Nodes.UntilAsync(() => node.Entries.Single().Shared!.ContentVersion > 0);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        Assert.That(await other.GetAsync(1), Is.EqualTo("old-1"));
        Assert.That(other.Origin.Runs, Is.Zero, "what was found without the store has been offered to it");
        Assert.That(node.Host.EventNames(), Has.Member("StoreInUse"));
        Assert.That(node.Host.EventNames(), Has.Member("StoreOut"));
    }

    [Test, Property("Failure", "X30")]
    public async Task Probe_StoreStaysOut_OneAtATimeAndALineASecond()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        int probes = 0;
        node.Connection.Before = command =>
        {
            Interlocked.Increment(ref probes);
            throw new InvalidOperationException("No route.");
        };
        int before = node.Host.EventNames().Length;
        DateTimeOffset start = node.Host.Clock.GetUtcNow();
        node.Connection.Lose("test: gone");
        await node.PassTimeUntilAsync(() => Volatile.Read(ref probes) >= 20);

        TimeSpan passed = node.Host.Clock.GetUtcNow() - start;
        Assert.That(probes, Is.AtMost((passed / StoreRecovery.ProbeInterval) + 1));
        Assert.That(node.Host.EventNames().Length - before, Is.InRange(1, passed.TotalSeconds + 1));
        Assert.That(node.Store.IsUsable, Is.False);
    }

    [Test]
    public async Task Probe_Hangs_NoOtherBesideIt()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        using var hang = new Valve();
        int probes = 0;
        node.Connection.Before = command =>
        {
            Interlocked.Increment(ref probes);
            return hang.HoldAsync();
        };
        node.Connection.Lose("test: gone");
        await node.PassTimeUntilAsync(() => Volatile.Read(ref probes) > 0);
        node.Host.Clock.Advance(FakeNode.Settings.Timeout / 2);
        node.Connection.Lose("test: gone again");
        Assert.That(probes, Is.EqualTo(1));

        hang.Open();
        node.Connection.Before = null;
        await node.ContactAsync();
    }

    [Test]
    public async Task Opening_TakesTooLong_IsNotBegunAnew()
    {
        await using var node = new FakeNode(_server, 1);
        using var hang = new Valve();
        int openings = 0;
        node.Connection.Before = command =>
        {
            openings += command == "open" ? 1 : 0;
            return command == "open" ? hang.HoldAsync() : null;
        };
        node.Store.Start();
        await hang.ArrivedAsync();
        await node.PassTimeUntilAsync(() => node.Connection.Resets >= 2);

        Assert.That(openings, Is.EqualTo(1), "another beside it would leave a connection over");
        Assert.That(node.Store.IsUsable, Is.False);
        hang.Open();
        await node.ContactAsync();
        Assert.That(openings, Is.EqualTo(1));
    }

    [Test]
    public async Task Lose_Connection_StopsUseAtOnceAndComparesWhatIsInMemory()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await node.GetAsync(1);
        await node.IdleAsync();
        int epoch = node.Store.Epoch;
        node.Connection.TakeCalls();
        node.Connection.Before = command => throw new InvalidOperationException("No route.");

        node.Connection.Lose("test: gone");
        Assert.That(node.Store.IsUsable, Is.False);
        node.Connection.Before = null;
        await node.ContactAsync();
        await Nodes.UntilAsync(() => node.Entries.Single().Shared!.Epoch == epoch + 1);

        Assert.That(node.Connection.TakeCalls(), Is.EqualTo((string[])["header"]));
    }

    [Test]
    public async Task Lose_ConnectionIsNotBack_StoreStaysOut()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        node.Connection.IsConnected = false;

        node.Connection.Lose("test: gone");
        for (int i = 0; i < 200; i++)
        {
            node.Host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.That(node.Store.IsUsable, Is.False);
        node.Connection.IsConnected = true;
        await node.ContactAsync();
    }

    [Test, Property("Failure", "X21")]
    public async Task Contact_LostAgainBeforeItIsMade_BeginsAnew()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        int epoch = node.Store.Epoch;
        int losses = 3;
        node.Connection.After = command =>
        {
            if (command == "generations" && losses-- > 0)
            {
                node.Connection.Lose("test: gone again");
            }
        };
        node.Connection.Lose("test: gone");

        await node.ContactAsync();

        Assert.That(losses, Is.Negative);
        Assert.That(node.Store.Epoch, Is.EqualTo(epoch + 1));
    }

    [Test, Property("Failure", "X20")]
    public async Task Reread_WhileAllIsWell_FindsWhatALostMessageWouldHaveSaid()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        node.Connection.IsDeaf = true;
        await node.GetAsync(1);
        await node.IdleAsync();
        await other.Store.InvalidateMethodAsync(node.Method(nameof(ISource.GetAsync)).Shared!.Field);
        Assert.That(node.Entries, Has.Length.EqualTo(1));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (node.Entries.Length > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            node.Host.Clock.Advance(StoreRecovery.RereadInterval);
            await Task.Yield();
        }

        Assert.That(node.Store.IsUsable, Is.True);
    }

    [Test]
    public async Task Dispose_DuringAnOutageOrAnOpening_Ends([Values("open", "clock")] string hanging)
    {
        await using var node = new FakeNode(_server, 1);
        using var hang = new Valve();
        node.Connection.Before = command => command == hanging ? hang.HoldAsync() : null;
        node.Store.Start();
        await hang.ArrivedAsync();

        await node.DisposeAsync().AsTask().Soon();

        Assert.That(node.Connection.IsDisposed, Is.True);
    }
}
