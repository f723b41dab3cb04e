using System.Runtime.ExceptionServices;
using Interception.Keys;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>Runs an asynchronous method for one caller alone, for whom the cache has nothing; nobody else gets the result.</summary>
internal sealed class LoneRun<TKey>(CachedMethod<TKey> method, MethodTable<TKey> table)
    where TKey : struct, IKey<TKey>
{
    /// <summary>Calls the service behind the proxy; where there is none, because the proxy is the service, runs the method in a scope of its own.</summary>
    /// <param name="key">The call's key, kept.</param>
    /// <param name="varyBy">Its VaryBy values.</param>
    /// <param name="arguments">The caller's own arguments.</param>
    /// <param name="caller">The scope that calls.</param>
    /// <param name="run">The run that the caller is part of, or null.</param>
    /// <param name="token">The caller's own.</param>
    /// <exception cref="Exception">The method's own, or of what kept it from being run.</exception>
    public async ValueTask<object?> RunAsync(
        TKey key, string[] varyBy, object?[] arguments, Caller caller, RunFlow? run, CancellationToken token) =>
        caller.FindTarget() is { } target
            ? await method.Plan.Shape.UnwrapAsync(method.Plan.Invoke(target, arguments)).ConfigureAwait(false)
            : await RunAsync(key, varyBy, arguments, run, token).ConfigureAwait(false);

    private async Task<object?> RunAsync(TKey key, string[] varyBy, object?[] callers, RunFlow? run, CancellationToken token)
    {
        RunFlow flow = method.NewFlow(key, run);
        using WaitGraph.Edge wait = WaitGraph.Nest(run, flow);
        object?[] arguments = table.RebuildArguments(key);
        method.Plan.Ignored.Borrow(callers, arguments);
        flow.Begin();
        try
        {
            return await method.Lane.Run.RunAsync(arguments, varyBy, token).ConfigureAwait(false);
        }
        catch (RunNotPossibleException exception) when (exception.InnerException is { } reason)
        {
            ExceptionDispatchInfo.Throw(reason);
            throw; // Never reached.
        }
        finally
        {
            flow.End();
        }
    }
}
