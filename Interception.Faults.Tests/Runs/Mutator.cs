namespace Interception.Faults.Tests.Runs;

/// <summary>Damages stored values in ways that disks, wires and people do. The same seed does the same damage.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxStretch = 16;

    private readonly Random _dice = new(seed);

    /// <summary>Makes a damaged copy of a value; it differs from the value.</summary>
    public byte[] Mutate(byte[] value)
    {
        byte[] mutant;
        do
        {
            mutant = MutateOnce(value);
        }
        while (mutant.AsSpan().SequenceEqual(value));

        return mutant;
    }

    private byte[] MutateOnce(byte[] value)
    {
        int at = _dice.Next(value.Length);
        int length = Math.Min(_dice.Next(1, MaxStretch), value.Length - at);
        return _dice.Next(6) switch
        {
            0 => Flip(value, at),
            1 => value[..at],
            2 => [.. value[..at], .. value[(at + length)..]],
            3 => [.. value[..at], .. Random(length), .. value[at..]],
            4 => [.. value[..at], .. Random(length), .. value[(at + length)..]],
            _ => [.. value, .. value[at..(at + length)]],
        };
    }

    private byte[] Flip(byte[] value, int at)
    {
        byte[] copy = [.. value];
        copy[at] ^= (byte)(1 << _dice.Next(8));
        return copy;
    }

    private byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        _dice.NextBytes(bytes);
        return bytes;
    }
}
