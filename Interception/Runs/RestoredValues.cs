namespace Interception.Runs;

/// <summary>The VaryBy values of a call, set again for the length of a run.</summary>
internal sealed class RestoredValues : IDisposable
{
    private readonly Stack<IDisposable> _undo = new();

    private readonly Action<Exception> _onUndoFailed;

    private RestoredValues(Action<Exception> onUndoFailed) => _onUndoFailed = onUndoFailed;

    /// <summary>Sets the values, in order.</summary>
    /// <param name="plan">The method.</param>
    /// <param name="values">Its VaryBy values, in its order.</param>
    /// <param name="run">The services of the run.</param>
    /// <param name="onUndoFailed">Is told of a value that could not be taken back.</param>
    /// <exception cref="RunNotPossibleException">One of them can't be set; those before it are taken back.</exception>
    public static RestoredValues Restore(MethodPlan plan, string[] values, IServiceProvider run, Action<Exception> onUndoFailed)
    {
        var restored = new RestoredValues(onUndoFailed);
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
                _onUndoFailed(exception); // The result is there; nothing is taken from it.
            }
        }
    }
}
