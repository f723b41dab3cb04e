using System.Diagnostics.CodeAnalysis;
using Interception.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Runs;

/// <summary>Runs a method for the cache: on the undecorated service, in a scope of its own, with what the key says and nothing else.</summary>
/// <remarks>
/// The caller's scope is never used, so an answer depends on arguments and VaryBy alone: nobody's uncommitted state gets
/// into it, and no caller's disposed DbContext can break another's wait. Thread-safe.
/// </remarks>
internal sealed class MethodRun(MethodPlan plan, IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _disposalLog = new();
    private readonly LogThrottle _undoLog = new();

    public MethodPlan Plan => plan;

    /// <summary>Runs the method and returns its result, unwrapped from its task and materialized if it was lazy.</summary>
    /// <param name="arguments">The arguments, built for this run; those outside the key are filled in here.</param>
    /// <param name="varyBy">The values of <see cref="MethodPlan.VaryBy"/>, in its order.</param>
    /// <param name="token">What the method gets for a CancellationToken.</param>
    /// <exception cref="RunNotPossibleException">A VaryBy value can't be restored, so the method was not run.</exception>
    public async Task<object?> RunAsync(object?[] arguments, string[] varyBy, CancellationToken token)
    {
        AsyncServiceScope scope = CreateScope();
        try
        {
            using RestoredValues? restored = Restore(varyBy, scope.ServiceProvider);
            object? returned = Call(scope.ServiceProvider, arguments, token);
            object? result = await plan.Shape.UnwrapAsync(returned).ConfigureAwait(false);
            return Materializer.Materialize(plan.Shape.ResultType, result);
        }
        finally
        {
            await DisposeAsync(scope).ConfigureAwait(false);
        }
    }

    /// <summary>The same for a synchronous method, on the calling thread.</summary>
    /// <exception cref="RunNotPossibleException">A VaryBy value can't be restored, so the method was not run.</exception>
    [SuppressMessage("Reliability", "CA2025", Justification = "The restored values end before the scope does.")]
    public object? Run(object?[] arguments, string[] varyBy, CancellationToken token)
    {
        AsyncServiceScope scope = CreateScope();
        try
        {
            using RestoredValues? restored = Restore(varyBy, scope.ServiceProvider);
            return Materializer.Materialize(plan.Shape.ResultType, Call(scope.ServiceProvider, arguments, token));
        }
        finally
        {
            // A synchronous caller can't await. Almost every disposal is over when the call returns; the rest reports to the log.
            _ = DisposeAsync(scope);
        }
    }

    private RestoredValues? Restore(string[] varyBy, IServiceProvider services) =>
        varyBy.Length == 0 ? null : RestoredValues.Restore(plan, varyBy, services, LogUndoFailed);

    private AsyncServiceScope CreateScope()
    {
        try
        {
            return scopes.CreateAsyncScope();
        }
        catch (ObjectDisposedException exception)
        {
            throw new RunNotPossibleException("The container has been disposed of.", exception);
        }
    }

    private object? Call(IServiceProvider services, object?[] arguments, CancellationToken token)
    {
        plan.Ignored.Fill(arguments, token);
        return plan.Invoke(plan.Registration.ResolveForRun(services), arguments);
    }

    private void LogUndoFailed(Exception exception)
    {
        if (_undoLog.MayWrite(time))
        {
            logger.VaryByNotTakenBack(plan.Name, exception);
        }
    }

    /// <summary>The result is there; a service that can't be disposed of takes nothing from it.</summary>
    private async Task DisposeAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (_disposalLog.MayWrite(time))
            {
                logger.ScopeDisposalFailed(plan.Name, exception);
            }
        }
    }
}
