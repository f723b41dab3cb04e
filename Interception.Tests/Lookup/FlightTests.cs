using Interception.Lookup;
using Interception.Runs;
using Interception.Storage;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Lookup;

/// <summary>Who is told of the end of a run, and when.</summary>
[TestFixture]
internal sealed class FlightTests
{
    private static readonly Outcome Outcome = new(null, "result", Ran: true);

    [Test]
    public async Task Landed_AskedForBeforeOrAfterTheEnd_TellsIt([Values] bool isAskedFirst, [Values] bool fails)
    {
        Flight<NumberKey> flight = Open();
        Task<Outcome>? asked = isAskedFirst ? flight.Landed : null;
        Assert.That(asked is { IsCompleted: true }, Is.False);
        var error = new InvalidOperationException("The method's own.");

        End(flight, fails ? error : null);

        Task<Outcome> landed = asked ?? flight.Landed;
        Assert.That(flight.Landed, Is.SameAs(landed));
        if (fails)
        {
            Assert.That(async () => await landed, Throws.Exception.SameAs(error));
        }
        else
        {
            Assert.That(await landed, Is.SameAs(Outcome));
        }
    }

    [Test]
    public void Landed_AskedForWhileTheRunEnds_AlwaysTellsIt()
    {
        for (int round = 0; round < 2_000; round++)
        {
            Flight<NumberKey> flight = Open();
            using var start = new Barrier(2);
            Task<Outcome>? landed = null;
            Parallel.Invoke(
                () =>
                {
                    start.SignalAndWait();
                    End(flight, null);
                },
                () =>
                {
                    start.SignalAndWait();
                    landed = flight.Landed;
                });
            Assert.That(landed!.IsCompletedSuccessfully, Is.True, $"round {round}");
        }
    }

    [Test]
    public async Task Leave_LastOneLeaves_SignalsTheRunOnlyIfItGoesOn([Values] bool hasEnded)
    {
        Flight<NumberKey> flight = Open();
        if (hasEnded)
        {
            End(flight, null);
        }

        var signalled = new TaskCompletionSource();
        using CancellationTokenRegistration _ = flight.Abandoned.Register(signalled.SetResult);

        flight.Leave();

        if (!hasEnded)
        {
            await signalled.Task.Soon();
        }

        Assert.That(flight.Abandoned.IsCancellationRequested, Is.EqualTo(!hasEnded));
        Assert.That(flight.TryJoin(), Is.False);
    }

    [Test]
    public void Leave_LastOneLeaves_KeyIsFree()
    {
        var table = new MethodTable<NumberKey>(null!, new MemoryBound(10, 10_000));
        var flight = new Flight<NumberKey>(table, default, [], null, null, null, mustRun: false, mayLeave: true);
        table.TryAdd(default, flight);
        Assert.That(flight.TryJoin(), Is.True);

        flight.Leave();
        Assert.That(table.TryGet(default, out _), Is.True, "somebody waits yet");
        flight.Leave();

        Assert.That(table.TryGet(default, out _), Is.False, "or what it finds would be stored, and others would have to take it away first");
    }

    [Test]
    public void Wait_MethodThrowsATimeoutOfItsOwn_IsNotTakenForTheEndOfTheWait()
    {
        Flight<NumberKey> flight = Open();
        var error = new TimeoutException("The method's own.");
        Task<Outcome?> wait = flight.WaitAsync(TimeSpan.FromMinutes(1), new FakeTimeProvider(), CancellationToken.None);

        End(flight, error);

        Assert.That(async () => await wait.Soon(), Throws.Exception.SameAs(error));
    }

    [Test]
    public void Leave_WhoeverStartedItStays_OthersComeAndGo()
    {
        Flight<NumberKey> flight = Open(mayLeave: false);

        for (int i = 0; i < 3; i++)
        {
            Assert.That(flight.TryJoin(), Is.True);
            flight.Leave();
        }

        Assert.That(flight.Abandoned.CanBeCanceled, Is.False);
    }

    private static void End(Flight<NumberKey> flight, Exception? error)
    {
        if (error is null)
        {
            flight.Complete(Outcome);
        }
        else
        {
            flight.Fail(error);
        }
    }

    [Test]
    public void Flow_TwoAskForItAtOnce_IsOne()
    {
        const int Rounds = 20_000;
        Flight<NumberKey>[] flights = [.. Enumerable.Range(0, Rounds).Select(_ => Open(mayLeave: false))];
        RunFlow[] one = [], other = [];
        using var start = new Barrier(2);
        Parallel.Invoke(() => one = AskAll(), () => other = AskAll());

        Assert.That(one.Zip(other).Count(pair => !ReferenceEquals(pair.First, pair.Second)), Is.Zero, "or a wait noted with one would not be ended with the other");

        RunFlow[] AskAll()
        {
            start.SignalAndWait();
            return [.. flights.Select(flight => flight.Flow)];
        }
    }

    private static Flight<NumberKey> Open(bool mayLeave = true)
    {
        var table = new MethodTable<NumberKey>(null!, new MemoryBound(10, 10_000));
        return new Flight<NumberKey>(table, default, [], null, null, null, mustRun: false, mayLeave);
    }
}
