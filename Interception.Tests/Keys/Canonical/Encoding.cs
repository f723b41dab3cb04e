using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Tests.Keys.Canonical;

/// <summary>Encodes values for tests.</summary>
internal static class Encoding
{
    public static readonly TypeShapes Shapes = new();

    private static readonly CanonicalWriters All = new(Shapes, CanonicalRules.Everything);

    public static byte[] Of<T>(T value) => Of(value, All);

    public static byte[] Of<T>(T value, CanonicalWriters writers)
    {
        var buffer = new CanonicalBuffer();
        writers.For(typeof(T)).Write(buffer, value);
        return buffer.Written.ToArray();
    }

    public static bool HasCustomComparer<T>(T value)
    {
        ContentDigest.Of(All.For(typeof(T)), value, out bool sawCustomComparer);
        return sawCustomComparer;
    }

    public static ContentDigest Digest<T>(T value) => ContentDigest.Of(All.For(typeof(T)), value, out _);
}
