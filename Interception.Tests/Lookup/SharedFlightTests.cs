using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>On which thread, and in whose flow, the steps of a miss through the shared store are taken.</summary>
[TestFixture]
internal sealed class SharedFlightTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Test]
    public async Task Find_AnotherNodeHasTheAnswer_TheCallIsOverAsSoonAsTheStoreHasAnswered()
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode second = await FakeNode.StartAsync(server, 2);
        await first.GetAsync(1);
        await first.IdleAsync();

        Task<string?> call = second.GetAsync(1);

        Assert.That(call.IsCompletedSuccessfully, Is.True, "this store answers at once, so nothing is left to wait for");
        Assert.That(await call, Is.EqualTo("old-1"));
        Assert.That(second.Origin.Runs, Is.Zero);
    }

    [Test]
    public async Task Find_NobodyHasTheAnswer_TheRunSeesNothingOfItsCallersFlow()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        string? seen = "nothing yet";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var blocked = new Valve();
        node.Origin.Before = (_, _) =>
        {
            seen = Ambient.Value;
            blocked.Pass(limit.Token); // Before its first await, and yet whoever called comes to open it.
            return Task.CompletedTask;
        };

        Ambient.Value = "caller";
        Task<string?> call = node.GetAsync(1);
        await blocked.ArrivedAsync();
        blocked.Open();

        Assert.That(await call, Is.EqualTo("old-1"));
        Assert.That(seen, Is.Null);
        Assert.That(Ambient.Value, Is.EqualTo("caller"));
    }

    [Test]
    public async Task Find_CallerWithATokenGivesUpWhileTheStoreIsSilent_TheKeyIsFree()
    {
        await using FakeNode node = await FakeNode.StartAsync(new FakeServer());
        using var silent = new Valve();
        using var leaving = new CancellationTokenSource();
        node.Connection.Before = command => command == "read" ? silent.HoldAsync() : null;
        Task<string?> gone = node.GetAsync(1, leaving.Token);
        await silent.ArrivedAsync();

        await leaving.CancelAsync();

        Assert.That(async () => await gone.Soon(), Throws.InstanceOf<OperationCanceledException>());
        node.Connection.Before = null;
        Assert.That(await node.GetAsync(1).Soon(), Is.EqualTo("old-1"));
        Assert.That(node.Origin.Runs, Is.EqualTo(1));
        silent.Open();
    }
}
