using Interception.Lookup;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Lookup;

/// <summary>Who waits at a gate, and what they are told.</summary>
[TestFixture]
internal sealed class GateTests
{
    private static readonly Outcome Outcome = new(null, "result", Ran: true);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task IsAwaited_OneComesAndGivesUp_IsSoOnlyMeanwhile()
    {
        using var leaving = new CancellationTokenSource();
        Gate<NumberKey> gate = Open();
        Assert.That(gate.IsAwaited, Is.False);
        Task<Outcome?> wait = Task.Run(() => gate.Wait(Minute, new FakeTimeProvider(), leaving.Token));
        await Nodes.UntilAsync(() => gate.IsAwaited);

        await leaving.CancelAsync();

        Assert.That(async () => await wait.Soon(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(gate.IsAwaited, Is.False);
    }

    [Test]
    public void Wait_OpenAlready_TellsTheEndEvenWhoeverHasGivenUp([Values] bool fails)
    {
        Gate<NumberKey> gate = Open();
        var error = new InvalidOperationException("The method's own.");
        if (fails)
        {
            gate.Fail(error);
            Assert.That(Wait, Throws.Exception.SameAs(error));
        }
        else
        {
            gate.Complete(Outcome);
            Assert.That(Wait(), Is.SameAs(Outcome));
        }

        Outcome? Wait() => gate.Wait(Minute, new FakeTimeProvider(), new CancellationToken(canceled: true));
    }

    [Test]
    public async Task Wait_TakesTooLong_TellsNothing()
    {
        var clock = new FakeTimeProvider();
        Gate<NumberKey> gate = Open();
        Task<Outcome?> wait = Task.Run(() => gate.Wait(Minute, clock, CancellationToken.None));
        await Nodes.UntilAsync(() => gate.IsAwaited);

        clock.Advance(Minute);

        Assert.That(await wait.Soon(), Is.Null);
        Assert.That(gate.IsAwaited, Is.False);
    }

    private static Gate<NumberKey> Open()
    {
        var table = new MethodTable<NumberKey>(null!, new MemoryBound(10, 10_000));
        return new Gate<NumberKey>(table, default, new RunFlow<NumberKey>(null, 0, table, default));
    }
}
