using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Runs;

/// <summary>The VaryBy values of a call, set again for the length of a run.</summary>
internal sealed class RestoredValues : IDisposable
{
    private readonly Stack<IDisposable> _undo = new();

    private readonly MethodPlan _plan;
    private readonly ILogger _logger;

    private RestoredValues(MethodPlan plan, ILogger logger) => (_plan, _logger) = (plan, logger);

    /// <summary>Sets the values, in order.</summary>
    /// <exception cref="RunNotPossibleException">One of them can't be set; those before it are taken back.</exception>
    public static RestoredValues Restore(MethodPlan plan, string[] values, IServiceProvider run, ILogger logger)
    {
        var restored = new RestoredValues(plan, logger);
        try
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (plan.VaryBy[i].Restore(values[i], run) is { } undo)
                {
                    restored._undo.Push(undo);
                }
            }
        }
        catch (Exception exception)
        {
            restored.Dispose();
            throw new RunNotPossibleException("A VaryBy value could not be restored.", exception);
        }

        return restored;
    }

    /// <summary>Takes the values back, last first.</summary>
    public void Dispose()
    {
        while (_undo.TryPop(out IDisposable? undo))
        {
            try
            {
                undo.Dispose();
            }
            catch (Exception exception)
            {
                _logger.VaryByFailed(_plan.Name, exception); // The result is there; nothing is taken from it.
            }
        }
    }
}
