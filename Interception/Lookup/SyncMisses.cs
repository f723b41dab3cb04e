using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Interception.Keys;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>Misses of a synchronous method: the first caller runs it on its own thread, the others wait at a gate.</summary>
/// <remarks>Nothing here blocks on a task.</remarks>
internal sealed class SyncMisses<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, CacheServices services)
    : Misses<TKey>(method, table, services)
    where TKey : struct, IKey<TKey>
{
    public override bool TryAnswer(in Call<TKey> call, out object? answer)
    {
        answer = null;
        Gate<TKey>? own = null;
        while (true)
        {
            Table.TryGet(own is null ? call.Key : own.Key, out Slot? slot);
            switch (slot)
            {
                case Entry<TKey> entry when Method.IsLive(entry):
                    return Method.TryServe(entry, call, out answer);
                case Gate<TKey> gate:
                    return TryWait(gate, call, out answer);
            }

            own ??= TryKeep(call.Key, out TKey kept) ? new Gate<TKey>(Table, kept, Method.NewFlow(kept, call.Run)) : null;
            if (own is null)
            {
                return false;
            }

            own.Predecessor = slot as Entry;
            if (slot is null ? Table.TryAdd(own.Key, own) : Table.TryReplace(own.Key, slot, own))
            {
                return TryRun(own, call, call.IsInCheck, out answer);
            }
        }
    }

    /// <remarks>On the pool: whoever refreshes by hand awaits, and its thread is not this method's to block.</remarks>
    public override async Task<RunByHand> RunAsync(Call<TKey> call)
    {
        Table.TryGet(call.Key, out Slot? slot);
        var gate = new Gate<TKey>(Table, call.Key, Method.NewFlow(call.Key, call.Run)) { Predecessor = slot as Entry };
        bool started = slot is null ? Table.TryAdd(gate.Key, gate) : slot is Entry && Table.TryReplace(gate.Key, slot, gate);
        Task<object?> run = Detached.Start(
            static run => Task.FromResult<object?>(run.started
                ? run.self.TryRun(run.gate, run.call, mustRun: true, out _) : run.self.TryAnswer(run.call, out _)),
            (self: this, call, gate, started));
        try
        {
            bool answered = await run.ConfigureAwait(false) is true;
            return !answered ? RunByHand.NotPossible : started ? RunByHand.Done : RunByHand.Overtaken;
        }
        catch (Exception) when (!started)
        {
            return RunByHand.Overtaken; // Somebody else's run failed; the caller's own is still to come.
        }
    }

    public override object? ReadThrough(Entry entry, in Call<TKey> call)
    {
        CancellationToken token = TokenOf(call.Arguments);
        CheckResult check = Services.Checker.Check(Method.Lane, entry, call.Run, Services.Ending, token);
        if (check.Error is RunNotPossibleException && call.Caller.FindTarget() is { } target)
        {
            return Method.Plan.Invoke(target, call.Arguments);
        }

        return check.ValueFor(token);
    }

    private bool TryWait(Gate<TKey> gate, in Call<TKey> call, out object? answer)
    {
        answer = null;
        if (!MayJoin(call.Run, gate))
        {
            return false;
        }

        try
        {
            Method.Lane.Measures.Miss();
            Outcome? outcome = gate.Wait(Method.Rules.Policy.RunTimeout, Services.Clock.Time, TokenOf(call.Arguments));
            return outcome is not null && !(outcome.IsAdopted && call.IsInCheck) && Method.Results.TryValueOf(outcome, out answer);
        }
        finally
        {
            if (call.Run is not null)
            {
                WaitGraph.EndWait(call.Run, gate.Flow);
            }
        }
    }

    private bool TryRun(Gate<TKey> gate, in Call<TKey> call, bool mustRun, out object? answer)
    {
        gate.DrawNumber();
        Method.Lane.Measures.Miss();
        CancellationToken caller = TokenOf(call.Arguments);
        try
        {
            Outcome outcome = RunInTime(gate, call, mustRun, caller);
            gate.Complete(outcome);
            if (!Method.Results.TryValueOf(outcome, out answer))
            {
                answer = outcome.Result;
                return outcome.Ran;
            }

            return true;
        }
        catch (RunNotPossibleException exception)
        {
            gate.Remove();
            Method.LogNotPossible(exception);
            gate.Complete(new Outcome(null, null, Ran: false));
            answer = null;
            return false;
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            // The caller's own cancellation; whoever waits at the gate runs the method itself.
            gate.Remove();
            gate.Complete(new Outcome(null, null, Ran: false));
            throw;
        }
        catch (Exception exception)
        {
            gate.Remove();
            gate.Fail(exception);
            throw;
        }
    }

    private Outcome RunInTime(Gate<TKey> gate, in Call<TKey> call, bool mustRun, CancellationToken caller)
    {
        using var token = new RunToken(Method.Rules.Policy.RunTimeout, Services.Clock.Time, Method.OnRunTimeout, gate, Services.Ending);
        using CancellationTokenRegistration left = caller.CanBeCanceled ? WatchCaller(gate, token, caller) : default;
        try
        {
            return Run(gate, call, mustRun, token.Token);
        }
        catch (OperationCanceledException exception) when (token.IsTimedOut)
        {
            throw Method.TookTooLong(exception);
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It is disposed of here.")]
    private Outcome Run(Gate<TKey> gate, in Call<TKey> call, bool mustRun, CancellationToken token)
    {
        using SharedMiss? shared = Method.BeginShared(gate.Key, gate);
        if (shared is not null && Find(shared, mustRun, token) is { } found)
        {
            return Method.Results.Adopt(gate, gate.Key, call.VaryBy, found, shared);
        }

        var stamp = new RunStamp(shared?.Version ?? gate.Number, gate.Number, Services.Clock.Exact);
        using WaitGraph.Edge wait = WaitGraph.Nest(call.Run, gate.Flow);
        using CacheSpan span = CacheActivities.StartRun(Method.Plan.Name);
        object?[] arguments = Table.RebuildArguments(gate.Key);
        Method.Plan.Ignored.Borrow(call.Arguments, arguments);
        var run = new SynchronousRun(Method.Lane.Run, arguments, call.VaryBy, gate.Flow, Activity.Current, token);
        try
        {
            return Method.Results.Settle(gate, gate.Key, call.VaryBy, run.Execute(), stamp, shared);
        }
        catch (Exception)
        {
            shared?.Release();
            throw;
        }
    }

    private static StoredAnswer? Find(SharedMiss shared, bool mustRun, CancellationToken token) =>
        (mustRun ? null : shared.Take(Blocking.ResultOf(shared.ReadAsync(blocking: true, token))))
        ?? Blocking.ResultOf(shared.AcquireAsync(mustRun, blocking: true, token));

    private static CancellationTokenRegistration WatchCaller(Gate<TKey> gate, RunToken token, CancellationToken caller) => caller.UnsafeRegister(
        _ =>
        {
            if (!gate.IsAwaited)
            {
                token.Cancel(); // Nobody wants the result any more.
            }
        },
        null);
}
