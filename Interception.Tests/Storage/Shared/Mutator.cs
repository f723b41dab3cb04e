using CsCheck;
using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>Damages stored entries in the ways that storage, networks and neighbours do.</summary>
internal static class Mutator
{
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(Gen.Byte, Gen.Char['0', '9'].Select(digit => (byte)digit)).Array[1, 24];

    /// <summary>One to three damages, in which another entry's bytes may get into this one.</summary>
    public static Gen<byte[]> Of(byte[] stored, byte[][] others) =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Bytes, Gen.Int[0, others.Length - 1]).Array[1, 3]
            .Select(damages => damages.Aggregate(stored, (bytes, damage) =>
                Damage(bytes, damage.Item1, damage.Item2, damage.Item3, damage.Item4, others[damage.Item5])));

    /// <summary>The same bytes with zeros in the fields that are changed in place.</summary>
    public static byte[] WithoutInPlaceFields(ReadOnlySpan<byte> stored)
    {
        byte[] bytes = stored.ToArray();
        bytes.AsSpan(EntryHeader.ProvenAt..EntryHeader.DigestAt).Fill((byte)'0');
        bytes.AsSpan(EntryHeader.HitsAt..EntryHeader.LengthBytes).Fill((byte)'0');
        return bytes;
    }

    private static byte[] Damage(byte[] bytes, int kind, int first, int second, byte[] fresh, byte[] other)
    {
        // Half of them in the header, which is the smaller part of most entries.
        int reach = (second & 1) == 0 ? Math.Min(bytes.Length, EntryHeader.LengthBytes) : bytes.Length;
        int at = first % (reach + 1);
        switch (kind)
        {
            case 0 when at < bytes.Length:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << (second & 7));
                return flipped;
            case 1:
                byte[] overwritten = [.. bytes];
                fresh.AsSpan(0, Math.Min(fresh.Length, bytes.Length - at)).CopyTo(overwritten.AsSpan(at));
                return overwritten;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..at], .. fresh, .. bytes[at..]];
            default:
                // Cut at the same place in most cases, which is where whole fields change places.
                int from = (second & 4) == 0 ? Math.Min(at, other.Length) : second % (other.Length + 1);
                return [.. bytes[..at], .. other[from..]];
        }
    }
}
