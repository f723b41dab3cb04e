using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Interception.Keys;
using Interception.Runs;
using Interception.Storage;
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

    private async Task<object?> FlyAsync(Flight<TKey> flight)
    {
        using var token = new RunToken(
            method.Rules.Policy.RunTimeout, services.Clock.Time, services.Queue.Stopping, flight.Abandoned);
        using CancellationTokenRegistration overdue = token.OnTimeout(() => method.GiveUp(flight.Key, flight, flight.Landed));
        try
        {
            flight.Complete(await RunAsync(flight, token.Token).ConfigureAwait(false));
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
            flight.Fail(token.IsTimedOut && exception is OperationCanceledException ? method.TookTooLong(exception) : exception);
        }

        return null;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It is disposed of here.")]
    private async Task<Outcome> RunAsync(Flight<TKey> flight, CancellationToken token)
    {
        using SharedMiss? shared = method.BeginShared(flight.Key, flight);
        if (shared is not null
            && await shared.FindAsync(flight.MustRun, blocking: false, token).ConfigureAwait(false) is { } found)
        {
            return method.Results.Adopt(flight, flight.Key, flight.VaryBy, found, shared);
        }

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
