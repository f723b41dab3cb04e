using System.Buffers.Binary;
using Interception.Freshness;

namespace Interception.Storage.Shared;

/// <summary>Evidence as a header holds it: seven numbers of single precision, in hexadecimal.</summary>
/// <remarks>It is not sealed, for every check changes it. Whoever writes nonsense there moves checks within their bounds, and nothing else.</remarks>
internal static class EvidenceText
{
    public const int Length = 2 * Numbers * sizeof(float);

    private const int Numbers = 7;

    /// <summary>Evidence as text.</summary>
    public static byte[] Of(Evidence evidence)
    {
        byte[] text = new byte[Length];
        Write(text, evidence);
        return text;
    }

    /// <summary>Writes evidence into its place, which has <see cref="Length"/> bytes.</summary>
    public static void Write(Span<byte> place, Evidence evidence)
    {
        EvidenceFigures figures = evidence.Figures;
        Span<byte> bytes = stackalloc byte[Numbers * sizeof(float)];
        ReadOnlySpan<double> numbers =
        [
            figures.LongChanges, figures.LongSeconds, figures.ShortChanges, figures.ShortSeconds, figures.LongTrust, figures.Hits, figures.HitSeconds,
        ];
        for (int i = 0; i < Numbers; i++)
        {
            BinaryPrimitives.WriteSingleBigEndian(bytes[(i * sizeof(float))..], (float)numbers[i]);
        }

        _ = Convert.TryToHexStringLower(bytes, place, out _);
    }

    /// <summary>Reads what stands there; <see cref="Evidence.None"/> if that is no evidence.</summary>
    public static Evidence Read(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[Numbers * sizeof(float)];
        if (text.Length != Length || Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return Evidence.None;
        }

        Span<double> numbers = stackalloc double[Numbers];
        for (int i = 0; i < Numbers; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleBigEndian(bytes[(i * sizeof(float))..]);
        }

        return Evidence.Of(new EvidenceFigures(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]));
    }
}
