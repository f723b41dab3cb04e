using Interception.Runs;
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
    public async Task Find_InnerAnswerIsTooOldForACheck_TheMethodIsRunWithinThatCheck()
    {
        var server = new FakeServer();
        await using FakeNode first = await FakeNode.StartAsync(server);
        await using FakeNode node = await FakeNode.StartAsync(server, 2);
        await first.GetAsync(1);
        await first.IdleAsync();
        await node.GetAsync(2);
        await node.IdleAsync();
        using var check = new Valve();
        using var reads = new Valve();
        var joined = new TaskCompletionSource();
        var inner = new List<RunFlow?>();
        node.Origin.Before = async (id, _) =>
        {
            if (id == 1)
            {
                inner.Add(RunFlow.Current);
                return;
            }

            await check.HoldAsync();
            Task<string?> call = node.GetAsync(1, CancellationToken.None);
            joined.SetResult();
            await call;
        };
        Task<RefreshResult> refresh = node.RefreshAsync(2);
        await check.ArrivedAsync();
        node.Connection.Before = command => command == "read" ? reads.HoldAsync() : null;
        Task<string?> ordinary = node.GetAsync(1);
        await reads.ArrivedAsync();
        check.Open();
        await joined.Task.Soon();
        reads.Open();

        Assert.That(await ordinary.Soon(), Is.EqualTo("old-1"));
        await refresh.Soon();
        Assert.That(inner.Single()!.FreshAfter, Is.Positive, "what it calls in turn must be as fresh as the check");
        Assert.That(inner[0]!.Parent, Is.Not.Null);
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
