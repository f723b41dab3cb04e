using System.Diagnostics;

namespace Interception.Runs;

/// <summary>A run of a synchronous method on its caller's thread, with nothing ambient of the caller's but the trace it belongs to.</summary>
internal sealed class SynchronousRun(
    MethodRun run, object?[] arguments, string[] varyBy, RunFlow flow, Activity? trace, CancellationToken token)
{
    private object? _result;

    public object? Execute()
    {
        EmptyContext.Run(static state => ((SynchronousRun)state!).ExecuteInContext(), this);
        return _result;
    }

    private void ExecuteInContext()
    {
        Activity.Current = trace;
        flow.Begin();
        try
        {
            _result = run.Run(arguments, varyBy, token);
        }
        finally
        {
            flow.End();
        }
    }
}
