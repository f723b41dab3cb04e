using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>Callers that block the one thread of their SynchronizationContext, as old desktop and web code does: nothing that they wait for needs that thread.</summary>
[TestFixture]
internal sealed class BlockedContextTests
{
    [Test, Property("Failure", "B22")]
    public async Task Miss_CallersBlockTheirOnlyThread_AreAnswered([Values] bool isValueTask)
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        var context = new BlockedContext();
        host.Origin.Before = (_, _) => valve.HoldAsync(); // Its awaits would go on in a context, if a run had one.
        Task<string?> first = context.Block(() => CallAsync(host, isValueTask));
        await valve.ArrivedAsync();
        var joined = new TaskCompletionSource();
        Task<string?> joiner = context.Block(() =>
        {
            Task<string?> call = CallAsync(host, isValueTask);
            joined.SetResult();
            return call;
        });
        await joined.Task.Soon(); // Or it could come when the run has ended, as a hit that is checked.

        valve.Open();

        Assert.That(await first.Soon(), Is.EqualTo("old-1"));
        Assert.That(await joiner.Soon(), Is.EqualTo("old-1"));
        Assert.That((host.Origin.Runs, context.Posts), Is.EqualTo((1, 0)));
    }

    [Test, Property("Failure", "B22")]
    public async Task Hit_CallerBlocksItsOnlyThreadUntilTheCheckEnds_IsAnswered()
    {
        await using CacheHost host = CacheHost.OfSource(
            method => (method.Check, method.Expiry) = (CheckMode.Adaptive, TimeSpan.FromDays(1)));
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromHours(2)); // One change in five minutes is expected.
        host.Origin.Text = "new";
        host.Origin.Before = async (_, _) => await Task.Yield();
        var context = new BlockedContext();

        Assert.That(await context.Block(() => host.Source.GetAsync(1, default)).Soon(), Is.EqualTo("new-1"));

        Assert.That((host.Origin.Runs, context.Posts), Is.EqualTo((2, 0)));
    }

    [Test, Property("Failure", "B22")]
    public async Task Miss_CallerBlocksItsOnlyThreadWhileRedisIsRead_IsAnswered()
    {
        await using Nodes nodes = await Nodes.StartAsync(2);
        await nodes[0].Source.GetAsync(1, default);
        await nodes[0].IdleAsync();
        await nodes[0].Runtime.Store!.Writes.WhenIdleAsync().Soon();
        var context = new BlockedContext();

        Assert.That(await context.Block(() => nodes[1].Source.GetAsync(1, default)).Soon(), Is.EqualTo("old-1"));
        Assert.That(await context.Block(() => nodes[1].Source.GetAsync(2, default)).Soon(), Is.EqualTo("old-2"));

        Assert.That((nodes[1].Origin.Runs, context.Posts), Is.EqualTo((1, 0)), "one was found, the other run");
    }

    private static Task<string?> CallAsync(CacheHost host, bool isValueTask) =>
        isValueTask ? host.Source.GetValueAsync(1, default).AsTask() : host.Source.GetAsync(1, default);

    /// <summary>A context whose thread never comes to what is posted to it.</summary>
    private sealed class BlockedContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);

        /// <summary>Calls on a thread that this is the context of, and blocks it until the task has ended.</summary>
        public Task<string?> Block(Func<Task<string?>> call) => Task.Factory.StartNew(
            () =>
            {
                SetSynchronizationContext(this);
                return call().GetAwaiter().GetResult();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
