using Interception.Runs;
using NUnit.Framework;

namespace Interception.Tests.Runs;

[TestFixture]
internal sealed class MaterializerTests
{
    [Test]
    public void Materialize_Iterator_IsEnumeratedOnce()
    {
        int runs = 0;

        object? list = Materializer.Materialize(typeof(IEnumerable<int>), Iterate());

        Assert.Multiple(() =>
        {
            Assert.That(list, Is.TypeOf<List<int>>().And.EqualTo(new[] { 1, 2 }));
            Assert.That(list, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(runs, Is.EqualTo(1));
        });

        IEnumerable<int> Iterate()
        {
            runs++;
            yield return 1;
            yield return 2;
        }
    }

    [Test]
    public void Materialize_WindowOfAList_NoLongerFollowsTheList()
    {
        List<int> source = [1, 2, 3];
        object? list = Materializer.Materialize(typeof(IEnumerable<int>), source.Skip(1));

        source[1] = 9;

        Assert.That(list, Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void Materialize_CovariantIterator_IsAListOfTheDeclaredItems() =>
        Assert.That(
            Materializer.Materialize(typeof(IEnumerable<object>), new[] { "a" }.Where(text => text.Length > 0)),
            Is.TypeOf<List<object>>());

    [Test]
    public void Materialize_CollectionNullOrOtherDeclaration_ComesBackAsItIs()
    {
        List<int> list = [1];
        string[] strings = ["a"];
        HashSet<string> set = ["a"];
        IEnumerable<int> lazy = list.Select(item => item);

        Assert.Multiple(() =>
        {
            Assert.That(Materializer.Materialize(typeof(IEnumerable<int>), list), Is.SameAs(list));
            Assert.That(Materializer.Materialize(typeof(IEnumerable<object>), strings), Is.SameAs(strings));
            Assert.That(Materializer.Materialize(typeof(IEnumerable<object>), set), Is.SameAs(set));
            Assert.That(Materializer.Materialize(typeof(IEnumerable<int>), null), Is.Null);
            Assert.That(Materializer.Materialize(typeof(object), lazy), Is.SameAs(lazy));
            Assert.That(Materializer.Materialize(typeof(int), 1), Is.EqualTo(1));
        });
    }

    [Test]
    public void Materialize_IteratorThatThrows_ThrowsItsOwnException()
    {
        Assert.That(
            () => Materializer.Materialize(typeof(IEnumerable<int>), Fail()),
            Throws.InvalidOperationException.With.Message.EqualTo("its own"));

        static IEnumerable<int> Fail()
        {
            yield return 1;
            throw new InvalidOperationException("its own");
        }
    }
}
