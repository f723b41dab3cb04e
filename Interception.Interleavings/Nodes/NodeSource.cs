using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;

namespace Interception.Interleavings.Nodes;

/// <summary>One node's way to the origin; counts the runs.</summary>
internal sealed class NodeSource(Origin origin) : ISource
{
    private int _running;
    private int _runs;

    /// <summary>How many runs have begun.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>Whether two runs at once are a mistake; not where the first was fenced by an invalidation, or given up.</summary>
    public bool MustRunAlone { get; set; }

    public async Task<int> GetAsync(int id)
    {
        Interlocked.Increment(ref _runs);
        int running = Interlocked.Increment(ref _running);
        Specification.Assert(!MustRunAlone || running == 1, "Two runs of one key at once in one process.");
        try
        {
            await Task.Yield();
            int number = origin.Number;
            SchedulingPoint.Interleave();
            return number;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
