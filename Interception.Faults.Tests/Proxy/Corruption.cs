namespace Interception.Faults.Tests.Proxy;

/// <summary>Flips and leaves out bytes as a fault says, by seeded dice.</summary>
internal sealed class Corruption(Random dice, Action corrupted)
{
    /// <summary>Corrupts bytes in place.</summary>
    /// <returns>How many are left.</returns>
    public int Apply(Span<byte> bytes, DirectionFault fault)
    {
        if (fault.DropChance <= 0 && fault.FlipChance <= 0)
        {
            return bytes.Length;
        }

        int kept = 0;
        foreach (byte original in bytes)
        {
            if (dice.NextDouble() < fault.DropChance)
            {
                corrupted();
                continue;
            }

            byte passed = original;
            if (dice.NextDouble() < fault.FlipChance)
            {
                corrupted();
                passed ^= (byte)(1 << dice.Next(8));
            }

            bytes[kept++] = passed;
        }

        return kept;
    }
}
