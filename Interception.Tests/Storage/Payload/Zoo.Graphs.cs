using System.Text.Json.Serialization;

namespace Interception.Tests.Storage.Payload;

/// <summary>Types that derive from each other or contain each other.</summary>
internal static partial class Zoo
{
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

    [JsonDerivedType(typeof(DerivedWeb))]
    public class Web
    {
        public Web? Next { get; set; }

        public List<Web>? List { get; set; }

        public Dictionary<string, Web>? Map { get; set; }

        public List<(int, Web?)>? Pairs { get; set; }
    }

    public sealed class DerivedWeb : Web;

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
}
