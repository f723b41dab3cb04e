using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using NUnit.Framework;

namespace Interception.Tests.Keys.Canonical;

[TestFixture]
internal sealed class CollectionTypesTests
{
    [Test]
    public void SawCustomComparer_DefaultComparers_IsFalse()
    {
        Dictionary<string, int> pairs = new() { ["a"] = 1 };

        Assert.That(Encoding.HasCustomComparer(new HashSet<string> { "a" }), Is.False);
        Assert.That(Encoding.HasCustomComparer(new HashSet<string>(StringComparer.Ordinal) { "a" }), Is.False);
        Assert.That(Encoding.HasCustomComparer(new SortedSet<string> { "a" }), Is.False);
        Assert.That(Encoding.HasCustomComparer(pairs), Is.False);
        Assert.That(Encoding.HasCustomComparer(new SortedDictionary<string, int>(pairs)), Is.False);
        Assert.That(Encoding.HasCustomComparer(new ConcurrentDictionary<string, int>(pairs)), Is.False);
        Assert.That(Encoding.HasCustomComparer(pairs.ToImmutableDictionary()), Is.False);
        Assert.That(Encoding.HasCustomComparer(pairs.ToImmutableSortedDictionary()), Is.False);
        Assert.That(Encoding.HasCustomComparer(ImmutableHashSet.Create(1)), Is.False);
        Assert.That(Encoding.HasCustomComparer<IReadOnlyDictionary<string, int>>(pairs.ToFrozenDictionary()), Is.False);
    }

    [Test]
    public void SawCustomComparer_OtherComparers_IsTrue()
    {
        StringComparer other = StringComparer.OrdinalIgnoreCase;
        Dictionary<string, int> pairs = new(other) { ["a"] = 1 };

        Assert.That(Encoding.HasCustomComparer(new HashSet<string>(other)), Is.True);
        Assert.That(Encoding.HasCustomComparer(new SortedSet<string>(StringComparer.Ordinal)), Is.True);
        Assert.That(Encoding.HasCustomComparer(pairs), Is.True);
        Assert.That(Encoding.HasCustomComparer(Tuple.Create(pairs)), Is.True);
        Assert.That(Encoding.HasCustomComparer(new SortedDictionary<string, int>(pairs, other)), Is.True);
        Assert.That(Encoding.HasCustomComparer(new ConcurrentDictionary<string, int>(pairs, other)), Is.True);
        Assert.That(Encoding.HasCustomComparer(pairs.ToImmutableDictionary(other)), Is.True);
        Assert.That(Encoding.HasCustomComparer(pairs.ToImmutableSortedDictionary(other)), Is.True);
        Assert.That(Encoding.HasCustomComparer(ImmutableHashSet.Create<string>(other, "a")), Is.True);
        Assert.That(Encoding.HasCustomComparer<IReadOnlyDictionary<string, int>>(pairs.AsReadOnly()), Is.True);
        Assert.That(
            Encoding.HasCustomComparer<IReadOnlySet<string>>(new ReadOnlySet<string>(new HashSet<string>(other))), Is.True, "it does not tell");
    }
}
