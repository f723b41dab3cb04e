using System.Collections.Concurrent;

namespace Interception.Storage.Shared;

/// <summary>This node's mirror of the methods' generations. The generation is part of each key, so raising it leaves all older answers behind.</summary>
/// <remarks>Thread-safe. Numbers only grow: a store that lost them is given them back.</remarks>
internal sealed class Generations
{
    /// <summary>More methods than any application has; what a store says beyond that is not believed.</summary>
    public const int MostFields = 100_000;

    private readonly ConcurrentDictionary<string, long> _known = new(StringComparer.Ordinal);

    /// <summary>All that are known at about this moment.</summary>
    public KeyValuePair<string, long>[] All => [.. _known];

    /// <summary>The generation of a method; 0 to begin with.</summary>
    public long Of(string field) => _known.GetValueOrDefault(field);

    /// <summary>Takes a generation, if it is newer.</summary>
    public bool TrySet(string field, long generation)
    {
        while (true)
        {
            if (!_known.TryGetValue(field, out long known))
            {
                if (generation <= 0 || _known.Count >= MostFields)
                {
                    return false;
                }

                if (_known.TryAdd(field, generation))
                {
                    return true;
                }
            }
            else if (generation <= known)
            {
                return false;
            }
            else if (_known.TryUpdate(field, generation, known))
            {
                return true;
            }
        }
    }
}
