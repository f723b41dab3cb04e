using Interception.Runs;
using Interception.Tests.Support;

namespace Interception.Tests.Runs;

[TestFixture]
internal sealed class DetachedTests
{
    [Test]
    public async Task Start_RunsWithoutTheCallersContextAndLeavesItAlone()
    {
        var local = new AsyncLocal<string?> { Value = "caller" };

        object? seen = await Detached.Start(static state => Task.FromResult<object?>(state.Value), local).Soon();

        Assert.That(seen, Is.Null);
        Assert.That(local.Value, Is.EqualTo("caller"));
        Assert.That(ExecutionContext.IsFlowSuppressed(), Is.False);
    }

    [Test]
    public async Task Start_RunThatTakesItsTime_ComesToItsResultOnItsOwnThread([Values] bool isAtOnce)
    {
        var gate = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<object?> run = Detached.Start(static gate => gate.Task, isAtOnce ? Completed(7) : gate);

        gate.TrySetResult(7);

        Assert.That(await run.Soon(), Is.EqualTo(7));
    }

    [Test]
    public void Start_RunFails_PassesItsOwnExceptionOn([Values] bool isAtOnce, [Values] bool isCancellation)
    {
        Exception own = isCancellation ? new OperationCanceledException("Given up.") : new InvalidOperationException("Out of order.");
        Task<object?> run = Detached.Start(
            static async state =>
            {
                if (!state.isAtOnce)
                {
                    await Task.Yield();
                }

                throw state.own;
            },
            (isAtOnce, own));

        Assert.That(async () => await run.Soon(), Throws.Exception.SameAs(own));
        Assert.That(run.IsCanceled, Is.EqualTo(isCancellation));
    }

    [Test]
    public void Start_RunThrowsBeforeThereIsATask_PassesItsOwnExceptionOn()
    {
        var own = new InvalidOperationException("Out of order.");

        Task<object?> run = Detached.Start(static own => throw own, own);

        Assert.That(async () => await run.Soon(), Throws.Exception.SameAs(own));
    }

    private static TaskCompletionSource<object?> Completed(object? result)
    {
        var source = new TaskCompletionSource<object?>();
        source.SetResult(result);
        return source;
    }
}
