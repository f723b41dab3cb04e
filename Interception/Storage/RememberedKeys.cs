using System.Numerics;

namespace Interception.Storage;

/// <summary>The keys that were evicted last, as hashes: two that are alike are taken for one, which costs a place and no wrong answer.</summary>
/// <remarks>
/// Each hash has one place, which the next that falls on it takes over: so a key is remembered until about as many others have gone as there are places, and four
/// bytes are all that it takes. Not thread-safe: <see cref="MemoryBound"/> holds its lock.
/// </remarks>
internal sealed class RememberedKeys
{
    private const int FewestPlaces = 64, MostPlaces = 1 << 24;

    private int[] _places = new int[FewestPlaces];

    /// <summary>Makes places for so many, if there are fewer; what is remembered stays.</summary>
    public void Reserve(int count)
    {
        int wanted = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(count, MostPlaces));
        if (wanted > _places.Length)
        {
            int[] before = _places;
            _places = new int[wanted];
            Array.ForEach(before, Remember);
        }
    }

    public void Remember(int hash) => PlaceOf(hash) = hash;

    /// <summary>Forgets one.</summary>
    /// <returns>Whether it was remembered.</returns>
    public bool Forget(int hash)
    {
        ref int place = ref PlaceOf(hash);
        if (place != hash || hash == 0)
        {
            return false; // A hash of 0 looks like an empty place: one key in four billion isn't remembered.
        }

        place = 0;
        return true;
    }

    private ref int PlaceOf(int hash) => ref _places[hash & (_places.Length - 1)];
}
