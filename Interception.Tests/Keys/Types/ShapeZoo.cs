using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using ProtoBuf;

namespace Interception.Tests.Keys.Types;

/// <summary>Types to take apart.</summary>
internal static class ShapeZoo
{
    public enum Size : byte
    {
        Small,
        Large,
    }

    public sealed record Page(string Title, IReadOnlyList<Line> Items);

    public sealed record Line(int Id, object Tag);

    public sealed record Query(string Text, [KeyIgnore] string Trace, [property: CompareIgnore] DateTime At);

    public sealed class Node
    {
        public int Value { get; set; }

        public Node? Next { get; set; }

        public List<Node> Children { get; } = [];
    }

    public class Animal
    {
        private readonly string _secret = "s";

        [NonSerialized]
        public int Skipped = 1;

        public string? Name { get; init; }

        public int SecretLength() => _secret.Length;
    }

    public sealed class Dog : Animal
    {
        public int Age { get; set; }
    }

    [JsonDerivedType(typeof(Circle))]
    [KnownType(typeof(Square))]
    public abstract record Form;

    public sealed record Circle(double Radius) : Form;

    public sealed record Square(double Side) : Form;

    [ProtoContract]
    [ProtoInclude(10, typeof(Car))]
    public class Vehicle
    {
        [ProtoMember(1)]
        public int Wheels { get; set; }

        [ProtoIgnore]
        public int Cached { get; set; }
    }

    [ProtoContract]
    public sealed class Car : Vehicle
    {
        [ProtoMember(1)]
        public int Doors { get; set; }
    }

    [ProtoContract]
    public sealed class Partial
    {
        [ProtoMember(1)]
        public int Kept { get; set; }

        public int Lost { get; set; }
    }

    [ProtoContract(ImplicitFields = ImplicitFields.AllFields)]
    public sealed class AllFields(int hidden)
    {
        private readonly int _hidden = hidden;

        public int Twice => _hidden * 2;
    }

    [ProtoContract(ImplicitFields = ImplicitFields.AllPublic)]
    public sealed class AllPublic
    {
        public int Shown { get; set; }
    }

    [DataContract]
    public sealed class Contract
    {
        [DataMember(Order = 1)]
        public int Kept { get; set; }

        [IgnoreDataMember]
        public int Left { get; set; }

        public int Twice => Kept * 2;
    }

    public abstract class Shapeless
    {
        public int Number { get; set; }
    }

    public sealed class Shaped : Shapeless;

    public sealed class Tags : List<string>;

    public sealed class WithEvent
    {
        public event EventHandler? Changed;

        public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
    }

    [JsonDerivedType(typeof(string))]
    public sealed class Misnamed;

    public sealed class Endless<T>
    {
        public Endless<Tuple<T>>? Inner { get; set; }
    }

    public readonly struct Point(int x, int y)
    {
        public readonly int X = x;
        public readonly int Y = y;
    }

    public sealed class Failing : Exception;
}
