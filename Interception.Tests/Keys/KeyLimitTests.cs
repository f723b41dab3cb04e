using Interception.Keys;
using Interception.Keys.Canonical;
using NUnit.Framework;
using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyLimitTests
{
    [Test]
    public void Read_CustomComparer_IsRefused()
    {
        KeyProbe probe = KeyProbe.For(Schema("Set"));

        Assert.That(
            () => probe.Contains([new HashSet<string>(StringComparer.OrdinalIgnoreCase)]),
            Throws.TypeOf<NotEncodableException>().With.Message.Contains("a comparer of its own, which can't be part of a key"));
        Assert.That(() => probe.Add([new HashSet<string>()]), Throws.Nothing);
    }

    [Test, Property("Failure", "K10")]
    public void Read_LongerThan64KiB_IsRefused()
    {
        KeyProbe pair = KeyProbe.For(Schema("Pair"));
        KeyProbe encoded = KeyProbe.For(Schema("Encoded", varyByCount: 1));
        string half = new('x', KeySchema.MaxKeyBytes / 2 / sizeof(char));

        Assert.That(() => pair.Add([1, half]), Throws.Nothing);
        Assert.That(
            () => pair.Contains([1, half + half + "x"]),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo("The key is longer than 65536 bytes."));
        Assert.That(
            () => encoded.Contains([null, new byte[KeySchema.MaxKeyBytes], null], ""),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo("The encoding is longer than 65536 bytes."));
        Assert.That(
            () => encoded.Add([null, new byte[KeySchema.MaxKeyBytes / 2], null], half),
            Throws.TypeOf<NotEncodableException>());
        Assert.That(() => encoded.Add([null, new byte[100], null], half), Throws.Nothing);
    }

    [Test, Property("Failure", "K10")]
    public void Read_Exactly64KiB_IsNotTooLong()
    {
        KeyProbe pair = KeyProbe.For(Schema("Pair"));
        string text = new('x', KeySchema.MaxKeyBytes / sizeof(char));

        Assert.That(pair.Contains([1, text]), Is.False);
        Assert.That(() => KeySchema.RequireLength(KeySchema.MaxKeyBytes), Throws.Nothing);
        Assert.That(() => KeySchema.RequireLength(KeySchema.MaxKeyBytes + 1), Throws.TypeOf<NotEncodableException>());
    }

    [Test]
    public void Read_VaryByValueLongerThan64KiB_IsRefused()
    {
        KeyProbe probe = KeyProbe.For(Schema("Pair", varyByCount: 1));

        Assert.That(
            () => probe.Contains([1, "a"], new string('x', (KeySchema.MaxKeyBytes / sizeof(char)) + 1)),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo("The key is longer than 65536 bytes."));
    }

    [Test]
    public void Read_ArgumentThatAsksAnotherKeyWhileItIsRead_KeepsItsBytes()
    {
        KeyProbe inner = KeyProbe.For(Schema("Set"));
        KeyProbe outer = KeyProbe.For(Schema("Sequence"));
        var nosy = new NosyCollection(() => inner.Contains([new HashSet<string> { "inner" }]));

        byte[] bytes = outer.Bytes([nosy]);

        Assert.That(bytes, Is.EqualTo(outer.Bytes([new List<int> { 1, 2 }])));
    }
}
