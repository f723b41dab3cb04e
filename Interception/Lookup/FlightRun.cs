using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Interception.Keys;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>Runs an asynchronous method after a miss, and lands its flight whatever happens.</summary>
internal sealed class FlightRun<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    /// <summary>Finds what a flight whose slot stands in the table is for, and lands it whatever happens.</summary>
    /// <remarks>
    /// The store is read on the calling thread, which costs an answer found there no change of threads; the right to run is asked for, and
    /// the method run, on the thread pool.
    /// </remarks>
    /// <returns>What it came to, for the one that awaits the flight itself.</returns>
    /// <exception cref="Exception">The method's own.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    [SuppressMessage("Reliability", "CA2000", Justification = "It is disposed of here.")]
    public async ValueTask<Outcome?> FlyAsync(Flight<TKey> flight)
    {
        try
        {
            using SharedMiss? shared = method.BeginShared(flight.Key, flight);
            StoredAnswer? found = shared is null || flight.MustRun
                ? null : shared.Take(await shared.ReadAsync(blocking: false, flight.Abandoned).ConfigureAwait(false));
            Outcome outcome = found is null
                ? await StartAsync(flight, shared).ConfigureAwait(false)
                : method.Results.Adopt(flight, flight.Key, flight.VaryBy, found.Value, shared!);
            flight.Complete(outcome);
            return outcome;
        }
        catch (RunNotPossibleException exception)
        {
            flight.Remove();
            method.LogNotPossible(exception);
            var outcome = new Outcome(null, null, Ran: false);
            flight.Complete(outcome);
            return outcome;
        }
        catch (Exception exception)
        {
            flight.Remove();
            flight.Fail(exception);
            throw;
        }
    }

    /// <summary>Asks for the right to run, and runs, off the calling thread.</summary>
    private async ValueTask<Outcome> StartAsync(Flight<TKey> flight, SharedMiss? shared) => (Outcome)(await Detached.Start(
        static run => run.self.AcquireAndRunAsync(run.flight, run.shared),
        (self: this, flight, shared)).ConfigureAwait(false))!;

    private async Task<object?> AcquireAndRunAsync(Flight<TKey> flight, SharedMiss? shared)
    {
        try
        {
            flight.Abandoned.ThrowIfCancellationRequested(); // While the store was read everybody has left.
            StoredAnswer? found = shared is null
                ? null : await shared.AcquireAsync(flight.MustRun, blocking: false, flight.Abandoned).ConfigureAwait(false);
            return found is null
                ? await RunAsync(flight, shared).ConfigureAwait(false)
                : method.Results.Adopt(flight, flight.Key, flight.VaryBy, found.Value, shared!);
        }
        finally
        {
            if (services.Ending.IsCancellationRequested)
            {
                await Task.Yield(); // One thread signals all runs: what a caller does next must not keep the others from hearing.
            }
        }
    }

    private async Task<Outcome> RunAsync(Flight<TKey> flight, SharedMiss? shared)
    {
        using RunToken token = NewToken(flight, shared);
        try
        {
            return await RunAsync(flight, shared, token.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (token.IsTimedOut)
        {
            throw method.TookTooLong(exception);
        }
    }

    private RunToken NewToken(Flight<TKey> flight, SharedMiss? shared)
    {
        try
        {
            return new RunToken(method.Rules.Policy.RunTimeout, services.Clock.Time, method.OnRunTimeout, flight, services.Ending, flight.Abandoned);
        }
        catch (Exception)
        {
            shared?.Release(); // The application's clock failed: there is no run.
            throw;
        }
    }

    private async Task<Outcome> RunAsync(Flight<TKey> flight, SharedMiss? shared, CancellationToken token)
    {
        var stamp = new RunStamp(shared?.Version ?? flight.Number, flight.Number, services.Clock.Exact);
        Activity.Current = flight.Trace;
        using CacheSpan span = CacheActivities.StartRun(method.Plan.Name);
        flight.Flow.Begin();
        try
        {
            object? result = await method.Lane.Run.RunAsync(Arguments(flight.Key, flight.BorrowedArguments), flight.VaryBy, token).ConfigureAwait(false);
            return method.Results.Settle(flight, flight.Key, flight.VaryBy, result, stamp, shared);
        }
        catch (Exception)
        {
            shared?.Release();
            throw;
        }
        finally
        {
            flight.Flow.End();
        }
    }

    private object?[] Arguments(TKey key, object?[]? callers)
    {
        object?[] arguments = table.RebuildArguments(key);
        method.Plan.Ignored.Borrow(callers, arguments);
        return arguments;
    }
}
