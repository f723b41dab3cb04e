using System.Runtime.ExceptionServices;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Refresh;

/// <summary>A check's outcome, with what the method returned or threw for whoever asked for the check by hand.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Value">What the method returned.</param>
/// <param name="Error">What it threw.</param>
/// <param name="Stored">The entry that a changed result has made; null if it could not be kept.</param>
internal readonly record struct CheckResult(CheckOutcome Outcome, object? Value, Exception? Error, Entry? Stored = null)
{
    /// <summary>What a call inside another check gets of this one, which it has waited for.</summary>
    /// <param name="caller">The call's own token.</param>
    /// <exception cref="Exception">The method's own, of what kept it from being run, or the caller's cancellation.</exception>
    public object? ValueFor(CancellationToken caller)
    {
        if (Error is { } error)
        {
            caller.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(error is RunNotPossibleException { InnerException: { } reason } ? reason : error);
        }

        return Value;
    }
}
