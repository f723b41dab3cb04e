using Microsoft.Coyote.Runtime;

namespace Interception.Interleavings.Nodes;

/// <summary>The generations as the store keeps them.</summary>
internal sealed class StoredGenerations
{
    private readonly object _gate = new();
    private readonly Dictionary<string, long> _generations = [];

    public IReadOnlyDictionary<string, long> Read()
    {
        SchedulingPoint.Interleave();
        lock (_gate)
        {
            return new Dictionary<string, long>(_generations);
        }
    }

    /// <summary>Makes one newer than it was.</summary>
    public long Raise(string field, long atLeast)
    {
        SchedulingPoint.Interleave();
        lock (_gate)
        {
            return _generations[field] = Math.Max(atLeast, _generations.GetValueOrDefault(field) + 1);
        }
    }

    /// <summary>Gives back one that was lost.</summary>
    public long Restore(string field, long known)
    {
        SchedulingPoint.Interleave();
        lock (_gate)
        {
            return _generations[field] = Math.Max(known, _generations.GetValueOrDefault(field));
        }
    }
}
