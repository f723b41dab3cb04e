using System.Collections.Immutable;

namespace Interception.Tests.Storage.Payload;

/// <summary>Types that are immutable, and types that look like it.</summary>
internal static class ImmutableZoo
{
    public static Link Chain(int length)
    {
        Link? link = null;
        for (int i = 0; i < length; i++)
        {
            link = new Link(i, link);
        }

        return link!;
    }

    public struct Point
    {
        public int X { get; set; }

        public string? Name { get; set; }
    }

    public readonly struct ArrayStruct(int[] items)
    {
        public readonly int[] Items = items;
    }


    public sealed record Sealed(string Name, int Count);

    public sealed class HasPoint(Point point)
    {
        public readonly Point Point = point;
    }

    public sealed class Init
    {
        public required string Name { get; init; }
    }

    public sealed class HasArray(int[] items)
    {
        public readonly int[] Items = items;
    }

    public sealed class HasDelegate(Func<int> action)
    {
        public readonly Func<int> Action = action;
    }

    public sealed record Anything(object? Value);

    public sealed record Holder(Zoo.OpenRecord Record);

    public sealed record MutableRecord(string Name) : Zoo.OpenRecord(Name)
    {
        public int Count { get; set; }
    }

    public sealed class Captured(int count)
    {
        public int Next() => count++;
    }

    public sealed class HasEvent
    {
        public event EventHandler? Changed;

        public void Change() => Changed?.Invoke(this, EventArgs.Empty);
    }

    public sealed class FrameworkChild(string name) : MarshalByRefObject
    {
        public string Name { get; } = name;
    }

    public sealed record Tree(string Name, ImmutableArray<Tree> Children);

    public record Link(int Position, Link? Next);

    public sealed record OtherLink(int Position, Link? Next) : Link(Position, Next);

    public sealed class Ring
    {
        private readonly object _self;
        private readonly object _content;

        public Ring(object content)
        {
            _self = this;
            _content = content;
        }

        public bool IsClosed => ReferenceEquals(_self, this) && _content is not null;
    }

    /// <summary>Explodes when any of its code runs.</summary>
    public sealed record Explosive(object Content)
    {
        public string Name => Explode("read");

        public bool Equals(Explosive? other) => Explode("compared").Length > 0;

        public override int GetHashCode() => Explode("hashed").Length;

        private static string Explode(string how) => throw new InvalidOperationException(how);
    }
}
