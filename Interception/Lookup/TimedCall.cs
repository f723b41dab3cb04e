using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>A call that chance has taken for the comparison of cached and uncached calls: timed until its result is there.</summary>
internal sealed class TimedCall(HoldoutTrial trial, ReturnShape shape, CacheClock clock, bool isUncached)
{
    private readonly long _startedAt = clock.Exact;

    /// <summary>Whether the call is sent past the cache.</summary>
    public bool IsUncached => isUncached;

    /// <summary>The call has returned.</summary>
    /// <returns>
    /// What its caller gets: of a task another one, which ends at the same time; of a lazy sequence a list, as a cached call returns it, since nothing would have been done yet.
    /// </returns>
    /// <exception cref="Exception">What a lazy sequence throws; it belongs to the method.</exception>
    public object? Return(object? returned)
    {
        if (shape.IsAsync)
        {
            return returned is null ? null : shape.WrapPending(AwaitAsync(returned));
        }

        object? result = Materializer.Materialize(shape.ResultType, returned);
        End();
        return result;
    }

    /// <summary>The call has ended, by its result or by an exception.</summary>
    public void End() => trial.Add(isUncached, clock.Exact - _startedAt);

    private async ValueTask<object?> AwaitAsync(object returned)
    {
        try
        {
            return Materializer.Materialize(shape.ResultType, await shape.UnwrapAsync(returned).ConfigureAwait(false));
        }
        finally
        {
            End();
        }
    }
}
