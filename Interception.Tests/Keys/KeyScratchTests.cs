using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyScratchTests
{
    private static readonly CanonicalWriter Numbers =
        new CanonicalWriters(KeyZoo.Shapes, CanonicalRules.ForKeys).For(typeof(IReadOnlyCollection<int>));

    [Test]
    public void Take_OnOneThread_IsAlwaysTheSame()
    {
        KeyScratch scratch = KeyScratch.Take();
        scratch.Encode(Numbers, new List<int> { 1 });

        Assert.That(KeyScratch.Take(), Is.SameAs(scratch));
        Assert.That(scratch.Encode(Numbers, null).Offset, Is.Zero, "emptied when it is taken");
    }

    [Test]
    public void Take_AfterAnArgumentThatThrew_IsTheSame()
    {
        KeyScratch scratch = KeyScratch.Take();

        Assert.That(
            () => scratch.Encode(Numbers, new NosyCollection(() => throw new InvalidOperationException())),
            Throws.TypeOf<NotEncodableException>());
        Assert.That(KeyScratch.Take(), Is.SameAs(scratch));
    }

    [Test]
    public void Take_WhileAnArgumentIsRead_IsAnother()
    {
        KeyScratch scratch = KeyScratch.Take();
        KeyScratch? inner = null;

        scratch.Encode(Numbers, new NosyCollection(() => inner = KeyScratch.Take()));

        Assert.That(inner, Is.Not.Null.And.Not.SameAs(scratch));
    }
}
