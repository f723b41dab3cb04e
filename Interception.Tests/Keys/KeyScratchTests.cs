using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyScratchTests
{
    private static readonly CanonicalWriters Writers = new(KeyZoo.Shapes, CanonicalRules.ForKeys);
    private static readonly CanonicalWriter<IReadOnlyCollection<int>> Numbers = (CanonicalWriter<IReadOnlyCollection<int>>)Writers.For(typeof(IReadOnlyCollection<int>));
    private static readonly CanonicalWriter<HashSet<string>> Names = (CanonicalWriter<HashSet<string>>)Writers.For(typeof(HashSet<string>));

    [Test]
    public void Take_OnOneThread_IsAlwaysTheSame()
    {
        KeyScratch scratch = KeyScratch.Take();
        scratch.Encode(Numbers, new List<int> { 1 });

        Assert.That(KeyScratch.Take(), Is.SameAs(scratch));
        Assert.That(scratch.Encode((CanonicalWriter)Numbers, null).Offset, Is.Zero, "emptied when it is taken");
    }

    [Test]
    public void Take_AfterAnArgumentThatThrew_IsTheSame([Values] bool isTyped)
    {
        KeyScratch scratch = KeyScratch.Take();

        Assert.That(
            () => Encode(scratch, Numbers, new NosyCollection(() => throw new InvalidOperationException()), isTyped),
            isTyped ? Throws.InvalidOperationException : Throws.TypeOf<NotEncodableException>());
        Assert.That(KeyScratch.Take(), Is.SameAs(scratch));
    }

    [Test]
    public void Take_WhileAnArgumentIsRead_IsAnother([Values] bool isTyped)
    {
        KeyScratch scratch = KeyScratch.Take();
        KeyScratch? inner = null;

        Encode(scratch, Numbers, new NosyCollection(() => inner = KeyScratch.Take()), isTyped);

        Assert.That(inner, Is.Not.Null.And.Not.SameAs(scratch));
    }

    [Test]
    public void Encode_SetWithAComparerOfItsOwn_IsNoPartOfAKey([Values] bool isTyped)
    {
        KeyScratch scratch = KeyScratch.Take();

        Assert.That(
            () => Encode(scratch, Names, new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }, isTyped),
            Throws.TypeOf<NotEncodableException>().With.Message.Contains("a comparer of its own"));
    }

    private static ArraySegment<byte> Encode<T>(KeyScratch scratch, CanonicalWriter<T> writer, T argument, bool isTyped) =>
        isTyped ? scratch.Encode(writer, argument) : scratch.Encode((CanonicalWriter)writer, argument);
}
