using System.Buffers;
using System.Diagnostics;

namespace Interception.Storage.Shared;

/// <summary>Numbers as a header holds them: decimal, ASCII, padded with zeros to a fixed width.</summary>
internal static class HeaderDigits
{
    private static readonly SearchValues<byte> Decimal = SearchValues.Create("0123456789"u8);

    /// <summary>Whether there is nothing but digits.</summary>
    public static bool AreAll(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Decimal);

    /// <summary>Reads at most 18 digits, which <see cref="AreAll"/> has seen.</summary>
    public static long Read(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (byte digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        return value;
    }

    /// <summary>Fills the whole place; the value must fit.</summary>
    public static void Write(Span<byte> place, long value)
    {
        Debug.Assert(value >= 0, "a header holds no negative number");
        for (int i = place.Length - 1; i >= 0; i--)
        {
            place[i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        Debug.Assert(value == 0, "the number is wider than its place");
    }
}
