using Interception.Storage.Shared;
using Interception.Tests.Support;

namespace Interception.Tests.Storage.Shared;

/// <summary>What is settled before the store is used again.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StoreContactTests
{
    private readonly FakeServer _server = new();

    [Test]
    public async Task Contact_InvalidationsArePending_AreToldBeforeTheStoreIsUsed()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        await node.GetAsync(1);
        await node.GetAsync(2);
        await node.IdleAsync();
        await other.GetAsync(1);
        string field = node.Method(nameof(ISource.GetAsync)).Shared!.Field;
        await CutOffAsync(node);
        await node.InvalidateAsync(1);
        await node.Store.InvalidateMethodAsync(node.Method(nameof(ISource.Get)).Shared!.Field);
        node.Origin.Text = "new";
        bool wasUsable = false;
        node.Connection.After = _ => wasUsable |= node.Store.IsUsable;
        node.Connection.TakeCalls();
        node.Connection.Before = null;

        await node.ContactAsync();

        // The clock is read once more where the node's own has gone on far enough meanwhile.
        Assert.That(node.Connection.TakeAllCalls().Distinct().Take(4), Is.EqualTo((string[])["clock", "generations", "raise", "invalidate"]));
        Assert.That(node.Store.Generations.Of(field), Is.Zero);
        Assert.That(other.Entries, Is.Empty, "it was told");
        Assert.That(await node.GetAsync(1), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Contact_TellingFailsHalfway_TheRestIsToldNextTime()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        for (int id = 1; id <= 3; id++)
        {
            await node.GetAsync(id);
        }

        await node.IdleAsync();
        EntryName[] names = [.. node.Entries.Select(one => one.Shared!.Name)];
        await CutOffAsync(node);
        for (int id = 1; id <= 3; id++)
        {
            await node.InvalidateAsync(id);
        }

        await node.Store.InvalidateMethodAsync("field");
        int told = 0;
        node.Connection.Before = command =>
            command == "invalidate" && Interlocked.Increment(ref told) is 2 ? throw new InvalidOperationException("No route.") : null;
        await node.ContactAsync();

        Assert.That(told, Is.EqualTo(4), "one, the one that failed, and the two that were left");
        Assert.That(names.Select(name => HeaderFields.TryRead(_server.Shelf.Find(name), out HeaderFields fields) ? fields.Kind : default),
            Is.All.EqualTo(EntryKind.Tombstone));
        Assert.That(_server.Generations.Keys, Has.Member("field"));
        Assert.That(node.Store.Pending.IsEmpty, Is.True);
    }

    [Test]
    public async Task Contact_RaisingFails_IsDoneNextTime()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await CutOffAsync(node);
        await node.Store.InvalidateMethodAsync("field");
        int raised = 0;
        node.Connection.Before = command =>
            command == "raise" && Interlocked.Increment(ref raised) == 1 ? throw new InvalidOperationException("No route.") : null;

        await node.ContactAsync();

        Assert.That(_server.Generations.Keys, Has.Member("field"));
        Assert.That(node.Store.Generations.Of("field"), Is.EqualTo(_server.Generations["field"]));
    }

    [Test]
    public async Task Contact_InvalidationComesWhileOthersAreTold_IsNotReadUntilItIsTold()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await node.GetAsync(1);
        await node.GetAsync(2);
        await node.IdleAsync();
        await CutOffAsync(node);
        await node.InvalidateAsync(1);
        node.Connection.Before = null;
        bool isFirst = true;
        node.Connection.After = command =>
        {
            if (command == "invalidate" && isFirst)
            {
                isFirst = false;
                node.InvalidateAsync(2).Wait();
            }
        };

        await node.ContactAsync();

        node.Origin.Text = "new";
        Assert.That(await node.GetAsync(2), Is.EqualTo("new-2"));
        await node.PassTimeUntilAsync(() => node.Store.Pending.IsEmpty);
        Assert.That(await node.GetAsync(2), Is.EqualTo("new-2"));
    }

    [Test]
    public async Task Contact_StoreHasLostGenerations_GetsThemBackBeforeItIsUsed()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        string field = node.Method(nameof(ISource.GetAsync)).Shared!.Field;
        await node.Store.InvalidateMethodAsync(field);
        long known = node.Store.Generations.Of(field);
        Assert.That(known, Is.Positive);
        await CutOffAsync(node);
        _server.Clear();
        node.Connection.Before = null;
        bool isBack = false;
        node.Connection.After = command => isBack |= command == "restore" && !node.Store.IsUsable;

        await node.ContactAsync();

        Assert.That(isBack, Is.True);
        Assert.That(_server.Generations[field], Is.EqualTo(known), "no new one, or all memory would be dropped");
        Assert.That(node.Store.Generations.Of(field), Is.EqualTo(_server.Generations[field]));
    }

    [Test]
    public async Task Contact_MethodWasInvalidatedMeanwhile_DropsItsAnswers()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await using FakeNode other = await FakeNode.StartAsync(_server, 2);
        await node.GetAsync(1);
        await node.IdleAsync();
        await CutOffAsync(node);
        node.Connection.IsDeaf = true;
        await other.Store.InvalidateMethodAsync(node.Method(nameof(ISource.GetAsync)).Shared!.Field);
        node.Connection.Before = null;

        await node.ContactAsync();

        Assert.That(node.Entries, Is.Empty);
    }

    [Test]
    public async Task InvalidateMethod_StoresNumberIsAheadOfItsClock_CountsAllTheSame()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        await node.GetAsync(1);
        await node.IdleAsync();
        string field = node.Method(nameof(ISource.GetAsync)).Shared!.Field;
        long ahead = _server.Shelf.NowMicroseconds + (long)TimeSpan.FromHours(1).TotalMicroseconds;
        _server.SetGeneration(field, ahead); // As after a replica with a slower clock took over.
        node.Origin.Text = "new";

        await node.Store.InvalidateMethodAsync(field);

        Assert.That(node.Store.Generations.Of(field), Is.EqualTo(ahead + 1));
        Assert.That(await node.GetAsync(1), Is.EqualTo("new-1"));
    }

    [Test, Property("Failure", "X23")]
    public async Task Contact_ConnectionStaysSilent_IsGivenUpForAnother()
    {
        await using FakeNode node = await FakeNode.StartAsync(_server);
        var never = new TaskCompletionSource();
        node.Connection.Before = command => command == "clock" && node.Connection.Resets == 0 ? never.Task : null;
        node.Connection.Lose("test: bytes were lost");

        await node.PassTimeUntilAsync(() => node.Connection.Resets == 1);
        await node.ContactAsync();

        Assert.That(node.Connection.Resets, Is.EqualTo(1), "the next one answers");
    }

    /// <summary>Takes the store from a node until it is given back.</summary>
    private static async Task CutOffAsync(FakeNode node)
    {
        node.Connection.Before = _ => throw new InvalidOperationException("No route.");
        node.Connection.Lose("test: gone");
        await Nodes.UntilAsync(() => !node.Store.IsUsable);
    }
}
