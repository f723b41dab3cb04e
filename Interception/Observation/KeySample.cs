namespace Interception.Observation;

/// <summary>What is known of some of the keys, so many at most: all of them, until they are too many.</summary>
/// <remarks>
/// A key is in the sample if its hash is below a bound, which is halved whenever the sample is full of keys that are still asked for. All calls of a key are in it or none, so what becomes
/// of repeated calls there is what becomes of them in the whole. Source: Waldspurger, Park, Garthwaite and Ahmad, "Efficient MRC construction with SHARDS",
/// FAST 2015. Not thread-safe.
/// </remarks>
/// <param name="capacity">How many at most.</param>
/// <param name="isOver">Whether a key has not been asked for so long that it is as good as new.</param>
/// <param name="left">Told of each that leaves.</param>
internal sealed class KeySample(int capacity, Func<KeyHistory, bool> isOver, Action<KeyHistory> left)
{
    private readonly Dictionary<UInt128, KeyHistory> _keys = [];
    private ulong _highest = ulong.MaxValue;

    /// <summary>Which share of all keys is in it.</summary>
    public double Share => (_highest + 1d) / (ulong.MaxValue + 1d);

    public int Count => _keys.Count;

    public IEnumerable<KeyHistory> Keys => _keys.Values;

    /// <summary>What is known of a key.</summary>
    /// <returns>Null if it is not in the sample.</returns>
    public KeyHistory? Find(UInt128 key)
    {
        if (!Takes(key))
        {
            return null;
        }

        if (_keys.TryGetValue(key, out KeyHistory? known))
        {
            return known;
        }

        if (_keys.Count == capacity)
        {
            MakeRoom();
            if (!Takes(key))
            {
                return null;
            }
        }

        return _keys[key] = new KeyHistory();
    }

    private bool Takes(UInt128 key) => (ulong)key <= _highest;

    /// <summary>Makes room: what nobody asks for any more goes first, or a sample of a long time would be one of old keys.</summary>
    private void MakeRoom()
    {
        Remove((_, history) => isOver(history));
        while (_keys.Count > capacity / 2)
        {
            _highest >>= 1;
            Remove((key, _) => !Takes(key));
        }
    }

    private void Remove(Func<UInt128, KeyHistory, bool> mustGo)
    {
        foreach ((UInt128 key, KeyHistory history) in _keys.Where(one => mustGo(one.Key, one.Value)).ToArray())
        {
            _keys.Remove(key);
            left(history);
        }
    }
}
