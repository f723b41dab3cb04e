using System.Diagnostics;
using Interception.Keys;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>Misses of a method that returns a task: one flight per key, started off the caller's thread.</summary>
internal sealed class AsyncMisses<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, CacheServices services)
    : Misses<TKey>(method, table, services)
    where TKey : struct, IKey<TKey>
{
    private ReturnShape Shape => Method.Plan.Shape;

    public override bool TryAnswer(in Call<TKey> call, out object? answer)
    {
        if (Board(call) is not { } boarding)
        {
            answer = null;
            return false;
        }

        if (boarding.Flight is null)
        {
            return Method.TryHit(boarding.Entry!, out answer);
        }

        Services.Metrics.Miss(Method.Plan.Name);
        answer = Shape.WrapPending(AwaitAsync(boarding.Flight, boarding.Started, call.Arguments, call.Caller, call.Run));
        return true;
    }

    public override async Task<bool> RunAsync(Call<TKey> call)
    {
        Boarding? boarding = Board(call);
        if (boarding?.Flight is not { } flight)
        {
            return boarding is null;
        }

        try
        {
            await WaitAsync(flight, call.Run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception) when (!boarding.Started)
        {
            // Somebody else's run failed; the caller's own is still to come.
        }

        return boarding.Started;
    }

    public override object? ReadThrough(Entry entry, RunFlow run) => Shape.WrapPending(ReadThroughAsync(entry, run));

    private async Task<object?> ReadThroughAsync(Entry entry, RunFlow run)
    {
        CheckResult check = await Services.Checker.CheckAsync(Method.Lane, entry, run, Services.Queue.Stopping).ConfigureAwait(false);
        return check.Error is null ? check.Value : throw check.Error;
    }

    /// <summary>Finds the flight to wait for, starting one if there is none, or a live entry that has come meanwhile.</summary>
    /// <returns>Null if the call must go to the method itself.</returns>
    private Boarding? Board(in Call<TKey> call)
    {
        Flight<TKey>? own = null;
        while (true)
        {
            Table.TryGet(call.Key, out Slot? slot);
            switch (slot)
            {
                case Entry<TKey> entry when Method.IsLive(entry):
                    return new Boarding(null, false, entry);
                case Flight<TKey> flight when flight.TryJoin():
                    if (MayJoin(call.Run, flight.Flow))
                    {
                        return new Boarding(flight, false, null);
                    }

                    flight.Leave();
                    return null;
                case Flight<TKey> abandoned:
                    Table.TryRemove(abandoned.Key, abandoned);
                    continue;
            }

            own ??= NewFlight(call);
            if (own is null)
            {
                return null;
            }

            if (slot is null ? Table.TryAdd(own.Key, own) : Table.TryReplace(own.Key, slot, own))
            {
                MayJoin(call.Run, own.Flow);
                Detached.Start(static run => run.self.FlyAsync(run.own), (self: this, own));
                return new Boarding(own, true, null);
            }
        }
    }

    private Flight<TKey>? NewFlight(in Call<TKey> call) =>
        TryKeep(call, out TKey kept)
            ? new Flight<TKey>(Table, kept, [.. call.VaryBy], call.Arguments, Method.NewFlow(kept, call.Run), Activity.Current)
            : null;

    private async Task<object?> AwaitAsync(Flight<TKey> flight, bool started, object?[] arguments, Caller caller, RunFlow? run)
    {
        int tokenPosition = Method.Plan.Ignored.TokenPosition;
        CancellationToken token = tokenPosition < 0 ? default : (CancellationToken)arguments[tokenPosition]!;
        Outcome outcome = await WaitAsync(flight, run, token).ConfigureAwait(false);
        if (Method.Results.TryValueOf(outcome, out object? value))
        {
            return value;
        }

        // What can't be copied goes to the caller whose run it was; the others ask the method themselves.
        return started && outcome.Ran
            ? outcome.Result
            : await Shape.UnwrapAsync(Method.Plan.Invoke(caller.GetTarget(), arguments)).ConfigureAwait(false);
    }

    private static async Task<Outcome> WaitAsync(Flight<TKey> flight, RunFlow? run, CancellationToken token)
    {
        try
        {
            return await flight.WaitAsync(token).ConfigureAwait(false);
        }
        finally
        {
            if (run is not null)
            {
                WaitGraph.EndWait(run, flight.Flow);
            }
        }
    }

    private async Task<object?> FlyAsync(Flight<TKey> flight)
    {
        long startedAt = Services.Clock.Exact;
        using var timeout = new CancellationTokenSource(Method.Rules.Policy.RunTimeout, Services.Clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, flight.Abandoned);
        using CancellationTokenRegistration overdue = timeout.Token.UnsafeRegister(_ => GiveUp(flight.Key, flight, flight.Landed), null);
        Activity.Current = flight.Trace;
        using Activity? activity = CacheActivities.StartRun(Method.Plan.Name);
        flight.Flow.Begin();
        try
        {
            object?[] arguments = Table.RebuildArguments(flight.Key);
            Method.Plan.Ignored.Borrow(flight.CallerArguments, arguments);
            object? result = await Method.Lane.Run.RunAsync(arguments, flight.VaryBy, either.Token).ConfigureAwait(false);
            flight.Complete(Method.Results.Settle(flight, flight.Key, flight.VaryBy, result, flight.Flow.Version, startedAt));
        }
        catch (RunNotPossibleException exception)
        {
            LogNotPossible(exception);
            Table.TryRemove(flight.Key, flight);
            flight.Complete(new Outcome(null, null, Ran: false));
        }
        catch (Exception exception)
        {
            Table.TryRemove(flight.Key, flight);
            flight.Fail(timeout.IsCancellationRequested && exception is OperationCanceledException ? TookTooLong(exception) : exception);
        }
        finally
        {
            flight.Flow.End();
        }

        return null;
    }

    /// <summary>What a call waits for.</summary>
    private sealed record Boarding(Flight<TKey>? Flight, bool Started, Entry<TKey>? Entry);
}
