using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
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
    /// <summary>Starts the run of a flight whose slot stands in the table, off the calling thread.</summary>
    public void Start(Flight<TKey> flight) => Detached.Start(static run => run.self.FlyAsync(run.flight), (self: this, flight));

    /// <summary>Runs the method once more for one caller, whose result nobody else gets.</summary>
    public async Task<object?> RunAloneAsync(Flight<TKey> flight, CancellationToken token)
    {
        RunFlow flow = method.NewFlow(flight.Key, flight.Flow.Parent);
        flow.Begin();
        try
        {
            return await method.Lane.Run.RunAsync(Arguments(flight), flight.VaryBy, token).ConfigureAwait(false);
        }
        finally
        {
            flow.End();
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It is disposed of here.")]
    private async Task<object?> FlyAsync(Flight<TKey> flight)
    {
        try
        {
            using SharedMiss? shared = method.BeginShared(flight.Key, flight);
            StoredAnswer? found = shared is null
                ? null : await shared.FindAsync(flight.MustRun, blocking: false, flight.Abandoned).ConfigureAwait(false);
            flight.Complete(found is null
                ? await RunAsync(flight, shared).ConfigureAwait(false)
                : method.Results.Adopt(flight, flight.Key, flight.VaryBy, found, shared!));
        }
        catch (RunNotPossibleException exception)
        {
            table.TryRemove(flight.Key, flight);
            method.LogNotPossible(exception);
            flight.Complete(new Outcome(null, null, Ran: false));
        }
        catch (Exception exception)
        {
            table.TryRemove(flight.Key, flight);
            flight.Fail(exception);
        }

        return null;
    }

    private async Task<Outcome> RunAsync(Flight<TKey> flight, SharedMiss? shared)
    {
        using var token = new RunToken(
            method.Rules.Policy.RunTimeout, services.Clock.Time, services.Queue.Stopping, flight.Abandoned);
        using CancellationTokenRegistration overdue = token.OnTimeout(() => method.GiveUp(flight.Key, flight, flight.Landed));
        try
        {
            return await RunAsync(flight, shared, token.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (token.IsTimedOut)
        {
            throw method.TookTooLong(exception);
        }
    }

    private async Task<Outcome> RunAsync(Flight<TKey> flight, SharedMiss? shared, CancellationToken token)
    {
        var stamp = new RunStamp(shared?.Version ?? flight.Flow.Version, flight.Flow.Version, services.Clock.Exact);
        Activity.Current = flight.Trace;
        using CacheSpan span = CacheActivities.StartRun(method.Plan.Name);
        flight.Flow.Begin();
        try
        {
            object? result = await method.Lane.Run.RunAsync(Arguments(flight), flight.VaryBy, token).ConfigureAwait(false);
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

    private object?[] Arguments(Flight<TKey> flight)
    {
        object?[] arguments = table.RebuildArguments(flight.Key);
        method.Plan.Ignored.Borrow(flight.BorrowedArguments, arguments);
        return arguments;
    }
}
