using System.Numerics;
using System.Text.Json;

namespace Interception.Tests.Storage.Payload;

/// <summary>Types as people write them, each with a trap for whoever copies objects.</summary>
internal static partial class Zoo
{
    public enum SmallEnum : byte
    {
        None = 0,
        Top = 255,
    }

    public enum SignedSmall : sbyte
    {
        Low = sbyte.MinValue,
        None = 0,
    }

    public enum Shorts : short
    {
        None = 0,
        Low = short.MinValue,
    }

    public enum BigEnum : ulong
    {
        None = 0,
        Top = ulong.MaxValue,
    }

    public enum LongEnum : long
    {
        None = 0,
        Low = long.MinValue,
    }

    public sealed class Line(string name, decimal price)
    {
        private int _changes;

        public string Name { get; } = name;

        public decimal Price { get; private set; } = price;

        public int Changes => _changes;

        public void Reprice(decimal price)
        {
            Price = price;
            _changes++;
        }
    }

    public sealed record Positional(string? Name, int Count, IReadOnlyList<int>? Items);

    public record OpenRecord(string Name);

    public sealed record ClosedRecord(string Name, int Extra) : OpenRecord(Name);

    public readonly record struct Place(double X, double Y);

    public record struct Cursor(int Row, string? Tag);

    public sealed class InitOnly
    {
        public required string Name { get; init; }

        public Place? Where { get; init; }

        public Cursor Cursor { get; init; }

        public string? Note;
    }

    public sealed class Empty;

    public sealed class Scalars
    {
        public DateTime Utc { get; set; }

        public DateTime Local { get; set; }

        public DateTime Unspecified { get; set; }

        public DateTimeOffset Offset { get; set; }

        public DateTimeOffset? MaybeOffset { get; set; }

        public decimal Scaled { get; set; }

        public double NegativeZero { get; set; }

        public float Float { get; set; }

        public Half Half { get; set; }

        public Int128 Int128 { get; set; }

        public UInt128 UInt128 { get; set; }

        public BigInteger Big { get; set; }

        public BigInteger? MaybeBig { get; set; }

        public Version? Version { get; set; }

        public Uri? Uri { get; set; }

        public JsonElement Json { get; set; }

        public char Char { get; set; }

        public nint Native { get; set; }

        public nuint UnsignedNative { get; set; }

        public DateOnly Date { get; set; }

        public TimeOnly Time { get; set; }

        public TimeSpan Span { get; set; }

        public Guid Id { get; set; }

        public SmallEnum Small { get; set; }

        public BigEnum? Big2 { get; set; }

        public sbyte SByte { get; set; }

        public ulong ULong { get; set; }
    }

    /// <summary>Reaches one class through two parents, which protobuf-net has no room for.</summary>
    public sealed class TwoParents
    {
        public IWalk? Walk { get; set; }

        public Walker? Walker { get; set; }
    }
}
