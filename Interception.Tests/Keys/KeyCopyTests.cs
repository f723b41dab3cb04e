using System.Globalization;
using Interception.Keys.Canonical;
using NUnit.Framework;
using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyCopyTests
{
    [Test]
    public void Keep_CallerChangesItsObjectsAfterwards_KeyAndCopiesStay()
    {
        KeyProbe probe = KeyProbe.For(Schema("Encoded"));
        var filter = new Filter { Text = "a", Ids = [1, 2], Trace = "t", Limit = 0.5 };
        byte[] bytes = [1, 2];
        probe.Add([filter, bytes, null]);
        filter.Ids.Add(3);
        filter.Text = "b";
        bytes[0] = 9;

        object?[] first = probe.Rebuild([]);
        object?[] second = probe.Rebuild([]);

        Assert.That(probe.Contains([filter, bytes, null]), Is.False);
        Assert.That(probe.Contains([new Filter { Text = "a", Ids = [1, 2], Limit = 0.5 }, new byte[] { 1, 2 }, null]), Is.True);
        var copy = (Filter)first[0]!;
        Assert.That((copy.Text, copy.Trace, copy.Limit), Is.EqualTo(("a", "t", 0.5)));
        Assert.That(copy.Ids, Is.EqualTo([1, 2]));
        Assert.That(first[1], Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(second[0], Is.Not.SameAs(first[0]));
        Assert.That(first[3], Is.EqualTo("untouched"));
    }

    [Test]
    public void Rebuild_ScalarsAndNulls_ReturnThemBitForBit()
    {
        KeyProbe probe = KeyProbe.For(Schema("Scalars"));
        probe.Add(ScalarArguments());
        KeyProbe nulls = KeyProbe.For(Schema("Nullables"));
        nulls.Add([null, 1.00m, null, Color.Green]);

        Assert.That(probe.Rebuild([]).Take(12), Is.EqualTo(ScalarArguments()));
        Assert.That(nulls.Rebuild([]).Take(4), Is.EqualTo(new object?[] { null, 1.00m, null, Color.Green }));
        Assert.That(((decimal)nulls.Rebuild([])[1]!).ToString(CultureInfo.InvariantCulture), Is.EqualTo("1.00"));
    }

    [Test]
    public void Rebuild_IgnoredPositions_StayUntouched()
    {
        KeyProbe probe = KeyProbe.For(Schema("Skipping", 0, "traceId"));
        probe.Add([new object(), 5, null, "t1", null, CancellationToken.None]);

        Assert.That(probe.Contains([null, 5, new Progress<int>(), "t2", null, new CancellationToken(true)]), Is.True);
        Assert.That(probe.Rebuild([]), Has.Exactly(1).EqualTo(5).And.Exactly(15).EqualTo("untouched"));
    }

    [Test]
    public void Keep_CopyThatDiffers_IsRefused()
    {
        KeyProbe probe = KeyProbe.For(Schema("Tricked"));

        Assert.That(
            () => probe.Add([new Tricky { Number = 1, Hidden = 2 }]),
            Throws.TypeOf<NotEncodableException>().With.Message.EqualTo(
                "A copy of a 'Interception.Tests.Keys.KeyZoo.Tricky' differs from it."));
        Assert.That(() => probe.Add([new Tricky { Number = 1 }]), Throws.Nothing);
    }
}
