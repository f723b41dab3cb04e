using System.Diagnostics;
using Interception.Keys;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
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
            Table.TryGet(call.Key, out Slot? slot);
            switch (slot)
            {
                case Entry<TKey> entry when Method.IsLive(entry):
                    return Method.TryHit(entry, out answer);
                case Gate<TKey> gate:
                    return TryWait(gate, call, out answer);
            }

            own ??= TryKeep(call, out TKey kept) ? new Gate<TKey>(kept, Method.NewFlow(kept, call.Run)) : null;
            if (own is null)
            {
                return false;
            }

            if (slot is null ? Table.TryAdd(own.Key, own) : Table.TryReplace(own.Key, slot, own))
            {
                return TryRun(own, [.. call.VaryBy], call, out answer);
            }
        }
    }

    /// <remarks>On the pool: whoever refreshes by hand awaits, and its thread is not this method's to block.</remarks>
    public override async Task<bool> RunAsync(Call<TKey> call)
    {
        var gate = new Gate<TKey>(call.Key, Method.NewFlow(call.Key, call.Run));
        bool started = Table.TryAdd(gate.Key, gate)
            || (Table.TryGet(gate.Key, out Slot? slot) && slot is Entry && Table.TryReplace(gate.Key, slot, gate));
        try
        {
            object? answered = await Detached.Start(
                static run => Task.FromResult<object?>(run.started
                    ? run.self.TryRun(run.gate, [.. run.call.VaryBy], run.call, out _)
                    : run.self.TryAnswer(run.call, out _)),
                (self: this, call, gate, started)).ConfigureAwait(false);
            return started || answered is false;
        }
        catch (Exception) when (!started)
        {
            return false; // Somebody else's run failed; the caller's own is still to come.
        }
    }

    public override object? ReadThrough(Entry entry, RunFlow run)
    {
        CheckResult check = Services.Checker.Check(Method.Lane, entry, run);
        return check.Error is null ? check.Value : throw check.Error;
    }

    private bool TryWait(Gate<TKey> gate, in Call<TKey> call, out object? answer)
    {
        answer = null;
        if (!MayJoin(call.Run, gate.Flow))
        {
            return false;
        }

        try
        {
            Services.Metrics.Miss(Method.Plan.Name);
            Outcome? outcome = gate.Wait(Method.Rules.Policy.RunTimeout, Services.Clock.Time, TokenOf(call));
            return outcome is not null && Method.Results.TryValueOf(outcome, out answer);
        }
        finally
        {
            if (call.Run is not null)
            {
                WaitGraph.EndWait(call.Run, gate.Flow);
            }
        }
    }

    private bool TryRun(Gate<TKey> gate, string[] varyBy, in Call<TKey> call, out object? answer)
    {
        Services.Metrics.Miss(Method.Plan.Name);
        long startedAt = Services.Clock.Exact;
        var ended = new TaskCompletionSource();
        using var timeout = new CancellationTokenSource(Method.Rules.Policy.RunTimeout, Services.Clock.Time);
        using CancellationTokenRegistration overdue = timeout.Token.UnsafeRegister(_ => GiveUp(gate.Key, gate, ended.Task), null);
        using var run = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token);
        using CancellationTokenRegistration left = TokenOf(call).UnsafeRegister(_ => CancelUnlessAwaited(gate, run), null);
        using WaitGraph.Edge wait = WaitGraph.Nest(call.Run, gate.Flow);
        using Activity? activity = CacheActivities.StartRun(Method.Plan.Name);
        try
        {
            object?[] arguments = Table.RebuildArguments(gate.Key);
            Method.Plan.Ignored.Borrow(call.Arguments, arguments);
            object? result = new SynchronousRun(Method.Lane.Run, arguments, varyBy, gate.Flow, Activity.Current, run.Token).Execute();
            Outcome outcome = Method.Results.Settle(gate, gate.Key, varyBy, result, gate.Flow.Version, startedAt);
            gate.Complete(outcome);
            if (!Method.Results.TryValueOf(outcome, out answer))
            {
                answer = outcome.Result;
            }

            return true;
        }
        catch (RunNotPossibleException exception)
        {
            LogNotPossible(exception);
            Table.TryRemove(gate.Key, gate);
            gate.Complete(new Outcome(null, null, Ran: false));
            answer = null;
            return false;
        }
        catch (Exception exception)
        {
            Table.TryRemove(gate.Key, gate);
            if (exception is OperationCanceledException && timeout.IsCancellationRequested)
            {
                TimeoutException late = TookTooLong(exception);
                gate.Fail(late);
                throw late;
            }

            gate.Fail(exception);
            throw;
        }
        finally
        {
            ended.SetResult();
        }
    }

    private static void CancelUnlessAwaited(Gate<TKey> gate, CancellationTokenSource run)
    {
        if (!gate.IsAwaited)
        {
            run.Cancel();
        }
    }

    private CancellationToken TokenOf(in Call<TKey> call)
    {
        int position = Method.Plan.Ignored.TokenPosition;
        return position >= 0 && call.Arguments[position] is CancellationToken token ? token : default;
    }
}
