using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Parts;
using NUnit.Framework;
using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeySchemaTests
{
    [Test]
    public void TryCreate_Method_ChoosesAPartPerParameterAndThenVaryBy()
    {
        Assert.That(Schema("None").KeyType, Is.EqualTo(typeof(EmptyKey)));
        Assert.That(
            Schema("Pair", varyByCount: 1).KeyType,
            Is.EqualTo(typeof(KeyPair<ScalarPart<int>, KeyPair<StringPart, KeyPair<VaryByPart, EmptyKey>>>)));
        Assert.That(
            Schema("Nullables").KeyType.GetGenericArguments()[0],
            Is.EqualTo(typeof(NullablePart<ScalarPart<int>>)));
        Assert.That(Schema("Set").KeyType, Is.EqualTo(typeof(KeyPair<EncodedPart, EmptyKey>)));
        Assert.That(Schema("ByIn").KeyType, Is.EqualTo(typeof(KeyPair<ScalarPart<int>, KeyPair<ScalarPart<decimal>, EmptyKey>>)));
    }

    [Test]
    public void TryCreate_IgnoredParameters_AreListed()
    {
        KeySchema schema = Schema("Skipping", 0, "traceId");

        Assert.That(schema.IgnoredParameters.Select(p => p.Name), Is.EqualTo(["log", "progress", "traceId", "other", "token"]));
        Assert.That((schema.ArgumentCount, schema.PositionOf(0), schema.VaryByCount), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void TryCreate_OverrideOfAMethodWithKeyIgnore_IgnoresTheSameParameter()
    {
        var writers = new CanonicalWriters(Shapes, CanonicalRules.ForKeys);

        KeySchema? schema = KeySchema.TryCreate(
            typeof(Quotes).GetMethod(nameof(Quotes.Find))!, [], 0, Shapes, writers, static _ => throw new NotSupportedException(), out string? problem);

        Assert.That(problem, Is.Null);
        Assert.That(schema!.IgnoredParameters.Select(one => one.Name), Is.EqualTo((string[])["trace"]));
    }

    [Test]
    public void TryCreate_UnknownIgnoredName_IsAProblem()
    {
        Assert.That(TrySchema("Pair", out string? problem, 0, "Region"), Is.Null);
        Assert.That(
            problem,
            Is.EqualTo("IgnoreParameters names 'Region', which is none of the method's parameters (id, region); "
                + "correct the name or remove it"));
    }

    [Test, Property("Failure", "K8")]
    public void TryCreate_ParameterThatCannotBeEncoded_IsAProblemUnlessIgnored()
    {
        Assert.That(TrySchema("Bad", out string? problem), Is.Null);
        Assert.That(
            problem,
            Is.EqualTo("parameter 'anything': object: 'System.Object' has no known derived types; use a concrete type, "
                + "or name them with [JsonDerivedType] on it, or leave the parameter out of keys with [KeyIgnore]"));
        Assert.That(TrySchema("Bad", out _, 0, "anything"), Is.Not.Null);
    }

    [Test]
    public void TryCreate_CodecThatCannotCopy_IsAProblem()
    {
        var writers = new CanonicalWriters(Shapes, CanonicalRules.ForKeys);

        KeySchema? schema = KeySchema.TryCreate(
            Method("Set"), [], 0, Shapes, writers, _ => throw new NotSupportedException("no model"), out string? problem);

        Assert.That(schema, Is.Null);
        Assert.That(
            problem,
            Is.EqualTo("parameter 'names': 'System.Collections.Generic.HashSet<System.String>' can't be copied (no model); "
                + "use a plainer type, or leave the parameter out of keys with [KeyIgnore]"));
    }

    private class AnyQuotes
    {
        public virtual int Find(int id, [KeyIgnore] int trace) => id + trace;
    }

    private sealed class Quotes : AnyQuotes
    {
        public override int Find(int id, int trace) => id;
    }
}
