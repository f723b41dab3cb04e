using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProtoBuf;

namespace Interception.Tests.Storage.Payload;

/// <summary>Types as people write them, each with a trap for whoever copies objects.</summary>
internal static class Zoo
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

    public sealed class Initialized
    {
        public string? Text { get; set; } = "initial";

        public int Number { get; set; } = 7;

        public int? Maybe { get; set; } = 8;

        public List<int>? List { get; set; } = [1, 2];

        public Dictionary<string, int>? Map { get; set; } = new() { ["a"] = 1 };

        public byte[]? Bytes { get; set; } = [1, 2, 3];
    }

    public sealed class Lists
    {
        public List<string?>? Strings { get; set; }

        public int?[]? Numbers { get; set; }

        public IReadOnlyList<Line?>? Lines { get; set; }

        public Dictionary<string, string?>? Map { get; set; }

        public IReadOnlyDictionary<int, Line?>? LineMap { get; set; }

        public HashSet<string>? Set { get; set; }

        public List<Version?>? Versions { get; set; }

        public List<byte[]?>? Blobs { get; set; }
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

    [JsonDerivedType(typeof(Circle))]
    [JsonDerivedType(typeof(Square))]
    public abstract class Shape
    {
        private readonly int _id;

        protected Shape(int id) => _id = id;

        public int Id => _id;
    }

    public sealed class Circle(int id, double radius) : Shape(id)
    {
        public double Radius { get; } = radius;
    }

    public sealed class Square(int id, double side) : Shape(id)
    {
        public double Side { get; } = side;
    }

    public abstract class Audited
    {
        public DateTime ChangedAt { get; set; }
    }

    public class Named : Audited
    {
        public string? Name { get; set; }
    }

    public sealed class Person : Named
    {
        public int Age { get; set; }
    }

    public sealed class Both
    {
        public Named? Plain { get; set; }

        public Person? Special { get; set; }
    }

    [JsonDerivedType(typeof(Cat))]
    public interface IAnimal
    {
        string Name { get; }
    }

    public sealed class Cat : IAnimal
    {
        public string Name { get; set; } = "";
    }

    public sealed class Node
    {
        public int Value { get; set; }

        public Node? Next { get; set; }

        public List<Node>? Children { get; set; }
    }

    public sealed class Empty;

    [JsonDerivedType(typeof(DerivedWeb))]
    public class Web
    {
        public Web? Next { get; set; }

        public List<Web>? List { get; set; }

        public Dictionary<string, Web>? Map { get; set; }

        public List<(int, Web?)>? Pairs { get; set; }
    }

    public sealed class DerivedWeb : Web;

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

    public sealed class Immutables
    {
        public ImmutableArray<string?> Array { get; set; }

        public ImmutableList<int>? List { get; set; }

        public ImmutableHashSet<string>? HashSet { get; set; }

        public ImmutableSortedSet<int>? SortedSet { get; set; }

        public ImmutableDictionary<string, int>? Map { get; set; }

        public ImmutableSortedDictionary<string, string?>? SortedMap { get; set; }
    }

    public sealed class OtherCollections
    {
        public Collection<int>? Collection { get; set; }

        public ObservableCollection<string>? Observable { get; set; }

        public LinkedList<int>? Linked { get; set; }

        public Queue<int>? Queue { get; set; }

        public SortedSet<int>? SortedSet { get; set; }

        public SortedDictionary<string, int>? SortedMap { get; set; }

        public System.Collections.Concurrent.ConcurrentDictionary<string, int>? Concurrent { get; set; }

        public ISet<int>? ISet { get; set; }

        public IReadOnlySet<int>? ReadOnlySet { get; set; }

        public IList<int>? IList { get; set; }

        public ICollection<int>? ICollection { get; set; }

        public IDictionary<string, int>? IMap { get; set; }
    }

    public sealed class Tuples
    {
        public (int Id, string? Name) Value { get; set; }

        public (List<int>? Items, int? Count)? Maybe { get; set; }

        public Tuple<string?, List<string>?>? Reference { get; set; }

        public KeyValuePair<string, int?> Pair { get; set; }

        public List<(int, string?)>? Many { get; set; }

        public (int, int, int, int, int, int, int, int, string?) Nine { get; set; }
    }

    [ProtoContract]
    public sealed class Contract
    {
        [ProtoMember(3)]
        public string? Text { get; set; } = "initial";

        [ProtoMember(7)]
        public List<string?>? Items { get; set; } = ["initial"];

        [ProtoMember(8)]
        public byte[]? Bytes { get; set; } = [1];

        [ProtoIgnore]
        public int Ignored { get; set; } = 5;
    }

    [DataContract]
    public sealed class NoDefaultConstructor(int value)
    {
        [DataMember(Order = 1)]
        public int Value { get; private set; } = value;
    }

    [ProtoContract]
    [ProtoInclude(10, typeof(DerivedContract))]
    public class BaseContract
    {
        [ProtoMember(1)]
        public int Id { get; set; }
    }

    [ProtoContract]
    public sealed class DerivedContract : BaseContract
    {
        [ProtoMember(1)]
        public string? Name { get; set; }
    }

    public sealed record Query(string Text, [property: KeyIgnore] string? Trace);

    [ProtoContract]
    public sealed class ContractQuery
    {
        [ProtoMember(1)]
        public string? Text { get; set; }

        [ProtoMember(2)]
        [KeyIgnore]
        public string? Trace { get; set; }
    }

    public sealed class NullableStructs
    {
        public List<Cursor?>? Items { get; set; }
    }

    public sealed class Twig
    {
        public Twig? Sub { get; set; }

        public string? Text { get; set; }
    }

    [JsonDerivedType(typeof(Walker))]
    public interface IWalk
    {
        int Legs { get; set; }
    }

    public class Creature
    {
        public int Age { get; set; }
    }

    public sealed class Walker : Creature, IWalk
    {
        public int Legs { get; set; }
    }

    /// <summary>Reaches one class through two parents, which protobuf-net has no room for.</summary>
    public sealed class TwoParents
    {
        public IWalk? Walk { get; set; }

        public Walker? Walker { get; set; }
    }
}
