using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class DifferencesTests
{
    [Test]
    public void Between_EqualResults_IsEmpty() =>
        Assert.That(Between(NewPage(), NewPage()), Is.Empty);

    [Test]
    public void Between_MembersThatDiffer_NamesTheirPathsOnce()
    {
        Page after = NewPage();
        after.GeneratedAt = after.GeneratedAt.AddSeconds(1);
        after.Items![0].Price = 9.9m;
        after.Items[1].Price = 8.8m;
        after.Prices!["a"] = 2;

        Assert.That(Between(NewPage(), after), Is.EquivalentTo(new[] { "GeneratedAt", "Items[].Price", "Prices[]" }));
    }

    [Test]
    public void Between_IgnoredMembers_AreNotNamed()
    {
        Page after = NewPage();
        after.Trace = "other";
        after.GeneratedAt = after.GeneratedAt.AddSeconds(1);

        Assert.That(Between(NewPage(), after, "GeneratedAt"), Is.Empty);
    }

    [Test]
    public void Between_BitsThatDiffer_AreSeen()
    {
        Page after = NewPage();
        after.Items![0].Price = 1.00m;
        after.GeneratedAt = DateTime.SpecifyKind(after.GeneratedAt, DateTimeKind.Local);

        Assert.That(Between(NewPage(), after), Is.EquivalentTo(new[] { "GeneratedAt", "Items[].Price" }));
    }

    [Test]
    public void Between_ListsOfOtherLength_NamesTheList()
    {
        Page after = NewPage();
        after.Items!.RemoveAt(0);
        after.Prices!["b"] = 1;
        after.Tags!.Add("new");
        Page none = NewPage();
        none.Items = null;

        Assert.Multiple(() =>
        {
            Assert.That(Between(NewPage(), after), Is.EquivalentTo(new[] { "Items", "Prices", "Tags" }));
            Assert.That(Between(NewPage(), none), Is.EqualTo(new[] { "Items" }));
        });
    }

    [Test]
    public void Between_SameSetAndMapInOtherOrder_IsEmpty()
    {
        Page before = NewPage();
        before.Tags = ["a", "b"];
        before.Prices = new() { ["a"] = 1, ["b"] = 2 };
        Page after = NewPage();
        after.Tags = ["b", "a"];
        after.Prices = new() { ["b"] = 2, ["a"] = 1 };

        Assert.That(Between(before, after), Is.Empty);
    }

    [Test]
    public void Between_DerivedTypes_NamesInheritedMembersToo()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Between<Zoo.Shape>(new Zoo.Circle(1, 2), new Zoo.Circle(2, 3)), Is.EqualTo(new[] { "Radius", "_id" }));
            Assert.That(Between<Zoo.Shape>(new Zoo.Circle(1, 2), new Zoo.Square(1, 2)), Is.EqualTo(new[] { Differences.Whole }));
        });
    }

    [Test]
    public void Between_Roots_NamesTheWholeResult()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Between<int?>(1, 2), Is.EqualTo(new[] { Differences.Whole }));
            Assert.That(Between<string?>(null, ""), Is.EqualTo(new[] { Differences.Whole }));
            Assert.That(Between<List<Line>>([new() { Price = 1 }], [new() { Price = 2 }]), Is.EqualTo(new[] { "[].Price" }));
        });
    }

    [Test]
    public void Between_ManyMembers_NamesTen()
    {
        (int, int, int, int, int, int, int, int, int, int, int, int) before = default;
        var after = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        Assert.That(Between(before, after), Has.Count.EqualTo(Differences.MaxNames));
    }

    [Test]
    public void Between_GetterThatThrows_NamesWhatWasFoundBefore() =>
        Assert.That(Between(new Throwing { A = 1 }, new Throwing { A = 2 }), Is.EqualTo(new[] { "A" }));

    private static IReadOnlyList<string> Between<T>(T before, T after, params string[] ignored)
    {
        var shapes = new TypeShapes();
        CanonicalRules rules = CanonicalRules.ForComparison(ignored);
        TypeShape shape = shapes.Find(typeof(T), out string? problem)!;
        Assert.That(problem, Is.Null);
        return new Differences(new CanonicalWriters(shapes, rules), rules).Between(shape, before, after);
    }

    private static Page NewPage() => new()
    {
        GeneratedAt = DateTime.UnixEpoch,
        Items = [new() { Price = 1.0m }, new() { Price = 2.0m }],
        Prices = new() { ["a"] = 1 },
        Tags = ["t"],
        Trace = "trace",
    };

    private sealed class Page
    {
        public DateTime GeneratedAt { get; set; }

        public List<Line>? Items { get; set; }

        public Dictionary<string, int>? Prices { get; set; }

        public HashSet<string>? Tags { get; set; }

        [CompareIgnore]
        public string? Trace { get; set; }
    }

    private sealed class Line
    {
        public decimal Price { get; set; }
    }

    [System.Runtime.Serialization.DataContract]
    private sealed class Throwing
    {
        [System.Runtime.Serialization.DataMember]
        public int A { get; set; }

        [System.Runtime.Serialization.DataMember]
        public int B
        {
            get => Fail();
            set => A += value;
        }

        private static int Fail() => throw new InvalidOperationException("getter");
    }
}
