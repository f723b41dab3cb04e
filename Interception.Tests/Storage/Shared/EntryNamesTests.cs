using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Interception.Storage.Shared;
using Interception.Tests.Keys;
using Interception.Tests.Support;
using NUnit.Framework;
using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class EntryNamesTests
{
    private const string Application = "shop";
    private const string Identity = "IPrices|IPrices.Find(System.Int32)#0";

    private static readonly byte[] Fingerprint = SHA256.HashData("shapes"u8);

    [Test, Property("Failure", "K12"), Property("Failure", "K13")]
    public void Create_Call_HashesApplicationMethodShapesGenerationAndKeyInThisOrder()
    {
        byte[] full =
        [
            .. Text(Application), .. Text(Identity), .. Fingerprint,
            5, 0, 0, 0, 0, 0, 0, 0,
            .. new byte[] { 7, 0, 0, 0 }, .. Text("de"), .. Text("tenant"),
        ];

        EntryName name = KeyProbe.For(Schema("Pair", varyByCount: 1)).Names(Plain(), 5, [7, "de"], "tenant").Read;

        byte[] hash = SHA256.HashData(full);
        string hex = Convert.ToHexStringLower(hash);
        Assert.That(name.ToText(), Is.EqualTo($"c:shop:1:IPrices.Find-{Convert.ToHexStringLower(Fingerprint)[..8]}:{hex[..40]}"));
        Assert.That(name.Binding.ToArray(), Is.EqualTo(hash));
        Assert.That(name.Digest, Is.EqualTo(EntryDigest.Of(hash)));
        Assert.That(EntryDigest.TryParse(Encoding.ASCII.GetBytes(name.ToText()[^40..]), out EntryDigest parsed), Is.True);
        Assert.That(parsed, Is.EqualTo(name.Digest));
    }

    [Test]
    public void Create_KnownCall_HasTheNameItHadInEveryReleaseOfFormat1() =>
        Assert.That(
            KeyProbe.For(Schema("Scalars")).Names(Plain(), 0, ScalarArguments()).Read.ToText()[^40..],
            Is.EqualTo("074a555de4249f478ac8f21b3637ffad2b0cdc9e"));

    [Test, Property("Failure", "K14")]
    public void Create_Secret_KeysTheHash()
    {
        EntryName plain = Name(Plain());
        EntryName one = Name(Names(secret: [1]));
        EntryName two = Name(Names(secret: [2]));

        Assert.That(new[] { plain.ToText(), one.ToText(), two.ToText() }, Is.Unique);
        Assert.That(new[] { plain, one, two }.Select(name => Convert.ToHexString(name.Binding)), Is.Unique);
        Assert.That(Name(Names(secret: [1])).ToText(), Is.EqualTo(one.ToText()));
    }

    [Test, Property("Failure", "K17"), Property("Failure", "P2"), Property("Failure", "P3")]
    public void Create_AnotherApplicationMethodShapeOrGeneration_IsAnotherName()
    {
        EntryName[] all =
        [
            Name(Plain()), Name(Plain(), generation: 1), Name(Names(application: "shop2")), Name(Names(identity: Identity + "@")),
            Name(Names(fingerprint: SHA256.HashData("other"u8))),
            Name(Names(application: Application + "I", identity: Identity[1..])),
        ];

        Assert.That(all.Select(name => name.Digest), Is.Unique);
    }

    [Test]
    public void Create_KeptKey_IsNamedAsTheReadOne()
    {
        object?[] encoded = [new Filter { Text = "a", Ids = [1] }, new byte[] { 1 }, new[] { "w", null }];

        (EntryName read, EntryName kept) = KeyProbe.For(Schema("Encoded", varyByCount: 1)).Names(Plain(), 1, encoded, "en");

        Assert.That(kept.ToText(), Is.EqualTo(read.ToText()));
        Assert.That(kept.Binding.ToArray(), Is.EqualTo(read.Binding.ToArray()));
    }

    // Parts stand one behind the other: what one ends with must not pass for what the next begins with.
    [Test]
    public void Create_AnyTwoCalls_ShareANameOnlyIfTheyAreEqual()
    {
        Gen<string?> text = Gen.OneOf(
            Gen.Const((string?)null), Gen.String[Gen.Char['\0', '\u0002'], 0, 3].Select(one => (string?)one));
        Gen<byte[]?> bytes = Gen.OneOf(Gen.Const((byte[]?)null), Gen.Byte[0, 2].Array[0, 6].Select(one => (byte[]?)one));
        Gen<string?[]?> words = Gen.OneOf(Gen.Const((string?[]?)null), text.Array[0, 3].Select(one => (string?[]?)one));
        Gen<Call> call = Gen.Select(bytes, words, text, Gen.Char['\0', '\u0002'].Select(one => one.ToString()))
            .Select((some, more, trace, varyBy) => new Call(some, more, trace, varyBy));
        KeyProbe probe = KeyProbe.For(Schema("Encoded", varyByCount: 1));
        EntryNames names = Plain();
        var byName = new Dictionary<EntryDigest, Call>();

        call.AllHold(
            20_000,
            one =>
            {
                EntryName name = probe.Names(names, 0, [new Filter { Text = one.Text }, one.Bytes, one.Words], one.VaryBy).Read;
                byName.TryAdd(name.Digest, one);
                return byName[name.Digest].Describe() == one.Describe();
            });

        Assert.That(byName, Has.Count.GreaterThan(1_000));
    }

    [Test]
    public void Create_ManyThreads_NamesEachCallTheSame()
    {
        KeyProbe probe = KeyProbe.For(Schema("Pair"));
        EntryNames names = Plain();
        string[] expected = [.. Enumerable.Range(0, 200).Select(i => probe.Names(names, i, [i, "r"]).Read.ToText())];
        string[] found = new string[expected.Length];

        Parallel.For(0, expected.Length, i => found[i] = probe.Names(names, i, [i, "r"]).Read.ToText());

        Assert.That(found, Is.EqualTo(expected));
    }

    [TestCase("ICity.Get_2", "ICity.Get_2")]
    [TestCase("IList<int>.Get{x}:*", "IList_int_.Get_x___")]
    [TestCase("Größe", "Gr__e")]
    public void Create_MethodForPeople_KeepsAsciiOnly(string method, string shown) =>
        Assert.That(Name(Names(method: method)).ToText(), Does.StartWith($"c:shop:1:{shown}-"));

    [Test]
    public void Create_LongMethodForPeople_IsCutButStaysApartByItsHash()
    {
        EntryName one = Name(Names(method: new string('a', 101), identity: "one"));
        EntryName two = Name(Names(method: new string('a', 102), identity: "two"));

        Assert.That(one.ToText(), Does.StartWith($"c:shop:1:{new string('a', 100)}-"));
        Assert.That(one.ToText()[..^40], Is.EqualTo(two.ToText()[..^40]));
        Assert.That(one.Digest, Is.Not.EqualTo(two.Digest));
    }

    [Test]
    public void FieldOf_Groups_TellsApplicationsMethodsAndSecretsApart()
    {
        string field = EntryNames.FieldOf("shop", "method", null);

        Assert.That(field, Does.Match("^[0-9a-f]{40}$"));
        Assert.That(EntryNames.FieldOf("shop", "other", null), Is.Not.EqualTo(field));
        Assert.That(EntryNames.FieldOf("other", "method", null), Is.Not.EqualTo(field));
        Assert.That(EntryNames.FieldOf("shop", "method", [1]), Is.Not.EqualTo(field));
    }

    private static EntryNames Plain() => Names();

    private static EntryNames Names(
        string method = "IPrices.Find", string application = Application, string identity = Identity,
        byte[]? fingerprint = null, byte[]? secret = null) =>
        new($"c:{Application}:1:", method, application, identity, fingerprint ?? Fingerprint, secret);

    private static EntryName Name(EntryNames names, long generation = 0) =>
        KeyProbe.For(Schema("Pair")).Names(names, generation, [1, "a"]).Read;

    private static byte[] Text(string value) =>
        [1, .. BitConverter.GetBytes(value.Length), .. Encoding.Unicode.GetBytes(value)];

    private sealed record Call(byte[]? Bytes, string?[]? Words, string? Text, string VaryBy)
    {
        public string Describe() => System.Text.Json.JsonSerializer.Serialize(this);
    }
}
