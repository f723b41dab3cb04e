using System.Diagnostics;
using System.Runtime.CompilerServices;
using Interception.Keys;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>Misses of a method that returns a task: one flight per key, run off the caller's thread.</summary>
internal sealed class AsyncMisses<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, CacheServices services)
    : Misses<TKey>(method, table, services)
    where TKey : struct, IKey<TKey>
{
    private readonly FlightRun<TKey> _flights = new(method, table, services);
    private readonly LoneRun<TKey> _alone = new(method, table);

    private ReturnShape Shape => Method.Plan.Shape;

    public override bool TryAnswer(in Call<TKey> call, out object? answer)
    {
        answer = null;
        if (Board(call, mustRun: call.IsInCheck) is not { } boarding)
        {
            return false;
        }

        if (boarding.Flight is null)
        {
            return Method.TryServe(boarding.Entry!, call, out answer);
        }

        Method.Lane.Measures.Miss();
        answer = Shape.WrapPending(AwaitAsync(boarding.Flight, boarding.Started, call.Arguments, call.Caller, call.Run));
        return true;
    }

    public override async Task<RunByHand> RunAsync(Call<TKey> call)
    {
        if (Board(call, mustRun: true) is not { } boarding)
        {
            return RunByHand.NotPossible;
        }

        if (boarding.Flight is null)
        {
            return RunByHand.Overtaken;
        }

        try
        {
            await WaitAsync(boarding.Flight, boarding.Started, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception) when (!boarding.Started)
        {
            // Somebody else's run failed; the caller's own is still to come.
        }
        finally
        {
            EndWait(call.Run, boarding.Flight);
        }

        return boarding.Started ? RunByHand.Done : RunByHand.Overtaken;
    }

    public override object? ReadThrough(Entry entry, in Call<TKey> call) =>
        Shape.WrapPending(ReadThroughAsync(entry, call.Run!, call.Arguments, call.Caller));

    private async ValueTask<object?> ReadThroughAsync(Entry entry, RunFlow run, object?[] arguments, Caller caller)
    {
        CancellationToken token = TokenOf(arguments);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Services.Ending, token);
        CheckResult check = await Services.Checker.CheckAsync(Method.Lane, entry, run, isDemanded: true, end.Token).ConfigureAwait(false);
        if (check.Error is RunNotPossibleException && caller.FindTarget() is { } target)
        {
            return await Shape.UnwrapAsync(Method.Plan.Invoke(target, arguments)).ConfigureAwait(false);
        }

        return check.ValueFor(token);
    }

    /// <summary>Finds the flight to wait for, starting one if there is none, or a live entry that has come meanwhile.</summary>
    /// <returns>Null if the call must go to the method itself.</returns>
    private Boarding? Board(in Call<TKey> call, bool mustRun)
    {
        Flight<TKey>? own = null;
        while (true)
        {
            Table.TryGet(own is null ? call.Key : own.Key, out Slot? slot);
            switch (slot)
            {
                case Entry<TKey> entry when Method.IsLive(entry):
                    return new Boarding(null, false, entry);
                case Flight<TKey> flight when flight.TryJoin():
                    if (MayJoin(call.Run, flight))
                    {
                        return new Boarding(flight, false, null);
                    }

                    flight.Leave();
                    return null;
                case Flight<TKey> abandoned:
                    abandoned.Remove();
                    continue;
            }

            own ??= NewFlight(call, mustRun);
            if (own is null)
            {
                return null;
            }

            own.Predecessor = slot as Entry;
            if (slot is null ? Table.TryAdd(own.Key, own) : Table.TryReplace(own.Key, slot, own))
            {
                own.DrawNumber();
                if (call.Run is { } waiter)
                {
                    WaitGraph.TryWait(waiter, own.Flow);
                }

                return new Boarding(own, true, null);
            }
        }
    }

    private Flight<TKey>? NewFlight(in Call<TKey> call, bool mustRun) =>
        TryKeep(call.Key, out TKey kept)
            ? new Flight<TKey>(
                Table, kept, call.VaryBy, Method.Plan.Ignored.AreComplete ? null : call.Arguments,
                call.Run, Activity.Current, mustRun, mayLeave: TokenOf(call.Arguments).CanBeCanceled)
            : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<object?> AwaitAsync(Flight<TKey> flight, bool started, object?[] arguments, Caller caller, RunFlow? run)
    {
        CancellationToken token = TokenOf(arguments);
        Outcome? outcome;
        try
        {
            outcome = await WaitAsync(flight, started, token).ConfigureAwait(false);
        }
        finally
        {
            EndWait(run, flight);
        }

        bool isTooOld = outcome is { IsAdopted: true } && run is { FreshAfter: > 0 };
        if (outcome is not null && !isTooOld && Method.Results.TryValueOf(outcome, out object? value))
        {
            return value;
        }

        if (started && outcome is { Ran: true })
        {
            return outcome.Result;
        }

        // What can't be copied goes to the caller whose run it was; the others ask the method themselves. So do those who
        // have waited for somebody else's run as long as a run may take, and checks for which another node's answer is too old.
        return await _alone.RunAsync(flight.Key, flight.VaryBy, arguments, caller, run, token).ConfigureAwait(false);
    }

    /// <summary>Waits for a flight that was joined, or lets one begin. Whoever begins it and can't give up awaits the run itself.</summary>
    /// <returns>What it came to; null if that took somebody else's run too long.</returns>
    private ValueTask<Outcome?> WaitAsync(Flight<TKey> flight, bool started, CancellationToken token)
    {
        if (started)
        {
            ValueTask<Outcome?> flying = _flights.FlyAsync(flight);
            if (!flight.MayLeave)
            {
                return flying;
            }

            Detached.Observe(flying.AsTask());
        }

        TimeSpan atMost = started ? Timeout.InfiniteTimeSpan : Method.Rules.Policy.RunTimeout;
        return new ValueTask<Outcome?>(flight.WaitAsync(atMost, Services.Clock.Time, token));
    }

    private static void EndWait(RunFlow? run, Flight<TKey> flight)
    {
        if (run is not null)
        {
            WaitGraph.EndWait(run, flight.Flow);
        }
    }

    /// <summary>What a call waits for.</summary>
    private readonly record struct Boarding(Flight<TKey>? Flight, bool Started, Entry<TKey>? Entry);
}
