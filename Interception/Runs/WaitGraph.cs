namespace Interception.Runs;

/// <summary>Which runs wait for which, so that none comes to wait for itself.</summary>
/// <remarks>
/// Only calls made inside runs come here. Two runs that need each other's key would wait for each other until both time
/// out; the second to ask is told so, and runs the method itself instead.
/// </remarks>
internal static class WaitGraph
{
    private static readonly Lock Gate = new();

    /// <summary>Notes that a run is about to wait for another, unless that one waits for it already, directly or through others.</summary>
    public static bool TryWait(RunFlow waiter, RunFlow awaited)
    {
        lock (Gate)
        {
            if (Reaches(awaited, waiter))
            {
                return false;
            }

            (waiter.WaitsFor ??= []).Add(awaited);
            return true;
        }
    }

    /// <summary>Notes, until it is disposed of, that a run waits for one that it has just started.</summary>
    public static Edge Nest(RunFlow? waiter, RunFlow started)
    {
        if (waiter is not null)
        {
            TryWait(waiter, started);
        }

        return new Edge(waiter, started);
    }

    public static void EndWait(RunFlow waiter, RunFlow awaited)
    {
        lock (Gate)
        {
            waiter.WaitsFor?.Remove(awaited);
        }
    }

    private static bool Reaches(RunFlow from, RunFlow to)
    {
        var visited = new HashSet<RunFlow>();
        var open = new Stack<RunFlow>([from]);
        while (open.TryPop(out RunFlow? flow))
        {
            if (ReferenceEquals(flow, to))
            {
                return true;
            }

            if (visited.Add(flow))
            {
                flow.WaitsFor?.ForEach(open.Push);
            }
        }

        return false;
    }

    /// <summary>A wait, ended by disposing of it.</summary>
    public readonly struct Edge(RunFlow? waiter, RunFlow awaited) : IDisposable
    {
        public void Dispose()
        {
            if (waiter is not null)
            {
                EndWait(waiter, awaited);
            }
        }
    }
}
