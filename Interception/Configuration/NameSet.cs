using System.Collections;

namespace Interception.Configuration;

/// <summary>Names in the order given, compared by content, so that two policies read from one file are equal.</summary>
internal sealed class NameSet(IEnumerable<string> names) : IReadOnlyList<string>, IEquatable<NameSet>
{
    public static readonly NameSet Empty = new([]);

    private readonly string[] _names = [.. names.Distinct(StringComparer.Ordinal)];

    public int Count => _names.Length;

    public string this[int index] => _names[index];

    public bool Equals(NameSet? other) => other is not null && _names.AsSpan().SequenceEqual(other._names);

    public override bool Equals(object? obj) => Equals(obj as NameSet);

    public override int GetHashCode() => _names.Aggregate(0, HashCode.Combine);

    public IEnumerator<string> GetEnumerator() => _names.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
