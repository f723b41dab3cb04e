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
    public async Task Start_RunThatEndsAtOnce_ComesToItsResult() =>
        Assert.That(await Detached.Start(static result => Task.FromResult<object?>(result), 7).Soon(), Is.EqualTo(7));

    [Test]
    public async Task Start_RunThatTakesItsTime_ComesToItsResultWhenItEnds()
    {
        var end = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<object?> run = Detached.Start(
            static state =>
            {
                state.begun.SetResult();
                return state.end.Task;
            },
            (begun, end));
        await begun.Task.Soon();
        Assert.That(run.IsCompleted, Is.False);

        end.SetResult(7);

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
}
