using Interception.Storage.Shared;
using Interception.Tests.Keys;
using NUnit.Framework;

namespace Interception.Tests.Storage.Shared;

/// <summary>
/// Two versions of an application over one store: whatever was changed between them, neither reads the other's bytes wrongly.
/// </summary>
[TestFixture]
internal sealed class SchemaEditTests
{
    private const int Edits = 1_000;

    // Their types are taken apart and their values compared, which takes longer than all else.
    private const int HarmlessEdits = 100;

    private readonly Random _random = new(20_250_101);
    private readonly Dictionary<string, string> _fingerprintOf = [];
    private readonly Dictionary<string, string> _structureOf = [];
    private int _shared;
    private int _apart;

    [Test, Property("Failure", "P2")]
    public void Of_AThousandEditsInARow_DiffersExactlyWhereTheStructureDoes()
    {
        var edits = new SchemaEdits(_random);
        SchemaPlan plan = SchemaPlan.First();
        SchemaBuild build = new(plan);
        while (_apart < Edits)
        {
            SchemaPlan edited = edits.Next(plan);
            bool isApart = edited.Describe() != plan.Describe();
            if (isApart || _shared < HarmlessEdits)
            {
                var next = new SchemaBuild(edited);
                Remember(edited.Describe(), next.FingerprintText);
                Compare(build, next, isApart);
                build = next;
            }

            plan = edited;
        }

        Assert.That(_shared, Is.EqualTo(HarmlessEdits));
        Assert.That(_fingerprintOf, Has.Count.GreaterThan(500));
    }

    // Over all builds, not only neighbours: one structure, one fingerprint, and the other way round.
    private void Remember(string structure, string fingerprint)
    {
        _fingerprintOf.TryAdd(structure, fingerprint);
        _structureOf.TryAdd(fingerprint, structure);
        Assert.That(fingerprint, Is.EqualTo(_fingerprintOf[structure]), structure);
        Assert.That(structure, Is.EqualTo(_structureOf[fingerprint]));
    }

    private void Compare(SchemaBuild one, SchemaBuild other, bool areApart)
    {
        if (areApart)
        {
            AssertSeesNothingOfTheOther(one, other);
            _apart++;
            return;
        }

        AssertReadsWhatTheOtherWrote(one, other);
        _shared++;
    }

    private void AssertReadsWhatTheOtherWrote(SchemaBuild one, SchemaBuild other)
    {
        object value = one.Value(_random);
        Assert.That(other.FingerprintText, Is.EqualTo(one.FingerprintText));
        Assert.That(other.DigestOf(other.Read(one.Write(value))), Is.EqualTo(one.DigestOf(value)));
    }

    private static void AssertSeesNothingOfTheOther(SchemaBuild one, SchemaBuild other)
    {
        EntryName its = NameOf(one);
        EntryName another = NameOf(other);
        Assert.That(another.Digest, Is.Not.EqualTo(its.Digest));
        Assert.That(another.ToText(), Is.Not.EqualTo(its.ToText()));
    }

    private static EntryName NameOf(SchemaBuild build) =>
        KeyProbe.For(KeyZoo.Schema("Pair"))
            .Names(new EntryNames("c:shop:1:", "IOrders.Find", "shop", "IOrders", build.Fingerprint, null), 0, [1, "a"]).Read;
}
