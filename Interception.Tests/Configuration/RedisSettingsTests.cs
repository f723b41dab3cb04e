using Interception.Configuration;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class RedisSettingsTests
{
    private const string Secret = "sixteen letters!";

    [TestCase("Configuration", "\"\"", "\"\" is empty; write a configuration string like \"localhost:6379\", or leave it out.")]
    [TestCase("ServiceKey", "\" \"", "\" \" is empty; write the key of the registered IConnectionMultiplexer, or leave it out.")]
    [TestCase("KeyPrefix", "\"\"",
        "\"\" can't begin a name; write 1 to 64 characters without white space, control characters and a ':' at the end.")]
    [TestCase("KeyPrefix", "\"my shop\"",
        "\"my shop\" can't begin a name; write 1 to 64 characters without white space, control characters and a ':' at the end.")]
    [TestCase("KeyPrefix", "\"shop:\"",
        "\"shop:\" can't begin a name; write 1 to 64 characters without white space, control characters and a ':' at the end.")]
    [TestCase("KeyPrefix", "\"a\\u0007b\"",
        "\"a\u0007b\" can't begin a name; write 1 to 64 characters without white space, control characters and a ':' at the end.")]
    [TestCase("KeyPrefix", "\"12345678901234567890123456789012345678901234567890123456789012345\"",
        "\"12345678901234567890123456789012345678901234567890123456789012345\" can't begin a name; "
        + "write 1 to 64 characters without white space, control characters and a ':' at the end.")]
    [TestCase("Timeout", "\"9ms\"", "\"9ms\" is out of bounds; write 10ms to 10s.")]
    [TestCase("Timeout", "\"11s\"", "\"11s\" is out of bounds; write 10ms to 10s.")]
    [TestCase("LeaseWait", "\"11s\"", "\"11s\" is out of bounds; write 0s to 10s.")]
    [TestCase("InlineBytes", "\"65KB\"", "\"65KB\" is out of bounds; write 0KB to 64KB.")]
    [TestCase("MaxPayload", "\"0KB\"", "\"0KB\" is out of bounds; write 1KB to 64MB.")]
    [TestCase("MaxPayload", "\"65MB\"", "\"65MB\" is out of bounds; write 1KB to 64MB.")]
    [TestCase("CompressAbove", "\"1025KB\"", "\"1025KB\" is out of bounds; write 0KB to 1MB.")]
    [TestCase("Secret", "\"fifteen letters\"",
        "has 15 characters; write at least 16, or leave it out where nobody else can write to the Redis.")]
    public void Read_WrongSetting_NamesItsPathAndTheCureAndUsesNoRedis(string name, string value, string expected)
    {
        PolicyReading reading = ReadRedis($$"""{ "{{name}}": {{value}} }""");

        Assert.That(reading.Problems, Is.EqualTo(new[] { $"Interception:Redis:{name}: {expected}" }));
        Assert.That(reading.Snapshot.Redis, Is.Null);
    }

    [TestCase("KeyPrefix", "k")]
    [TestCase("KeyPrefix", "{shop}:cache")]
    [TestCase("KeyPrefix", "1234567890123456789012345678901234567890123456789012345678901234")]
    [TestCase("Timeout", "10ms")]
    [TestCase("Timeout", "10s")]
    [TestCase("LeaseWait", "0s")]
    [TestCase("LeaseWait", "10s")]
    [TestCase("InlineBytes", "0KB")]
    [TestCase("InlineBytes", "64KB")]
    [TestCase("MaxPayload", "1KB")]
    [TestCase("MaxPayload", "64MB")]
    [TestCase("CompressAbove", "0KB")]
    [TestCase("CompressAbove", "1MB")]
    [TestCase("Secret", Secret)]
    public void Read_OnTheBound_IsFine(string name, string value)
    {
        PolicyReading reading = ReadRedis($$"""{ "{{name}}": "{{value}}" }""");

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Snapshot.Redis, Is.Not.Null);
    }

    // The framework delivers all three alike, or nearly so; a host that has no multiplexer is told when it starts.
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("\"\"")]
    public void Read_EmptySection_IsRedisWithTheDefaults(string section)
    {
        PolicyReading reading = ReadRedis(section);

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Snapshot.Redis, Is.EqualTo(new RedisSettings
        {
            Configuration = null,
            ServiceKey = null,
            KeyPrefix = "interception",
            Timeout = TimeSpan.FromMilliseconds(100),
            LeaseWait = TimeSpan.FromMilliseconds(200),
            InlineBytes = 4_096,
            MaxPayload = 1_048_576,
            CompressAbove = 16_384,
            Secret = null,
        }));
    }

    [Test]
    public void Read_NoSection_IsNoRedis() => Assert.That(Readings.ReadJson("""{ "Application": "shop" }""").Snapshot.Redis, Is.Null);

    [Test]
    public void Read_CodeThatTakesRedisAway_IsNoRedis()
    {
        PolicyReading reading = Readings.Read(
            PolicySource.From(Readings.Json("""{ "Redis": { "Configuration": "localhost" } }""")),
            PolicySource.From(options => options.Redis = null));

        Assert.That((reading.Problems.Count, reading.Snapshot.Redis), Is.EqualTo((0, (RedisSettings?)null)));
    }

    [TestCase("""{ "Redis": {} }""")]
    [TestCase("""{ "Redis": {}, "Application": " " }""")]
    [Property("Failure", "K17")]
    public void Read_NoApplication_SaysThatItIsRequired(string json)
    {
        PolicyReading reading = Readings.ReadJson(json);

        Assert.That(reading.Problems, Is.EqualTo(new[]
        {
            "Interception:Application: is missing, and with Redis it is required, because applications may share one; "
                + "write the application's name.",
        }));
        Assert.That(reading.Snapshot.Redis, Is.Null);
    }

    [Test]
    [Property("Failure", "F15")]
    public void Read_ConfigurationAndServiceKey_QuotesNeither()
    {
        PolicyReading reading = ReadRedis("""{ "Configuration": "localhost,password=hunter2", "ServiceKey": "cache" }""");

        Assert.That(reading.Problems, Is.EqualTo(new[]
        {
            "Interception:Redis: has both a Configuration and a ServiceKey; keep the one that says where the connection comes from.",
        }));
        Assert.That(reading.Snapshot.Redis, Is.Null);
    }

    [Test]
    public void Read_MisspeltSecret_UsesNoRedisInPlaceOfOneWithoutASecret()
    {
        PolicyReading reading = ReadRedis($$"""{ "Secrett": "{{Secret}}" }""");

        Assert.That(reading.Problems, Is.EqualTo(new[] { "Interception:Redis:Secrett: is not a setting; did you mean \"Secret\"?" }));
        Assert.That(reading.Snapshot.Redis, Is.Null);
    }

    [Test]
    public void Read_TwoSourcesMisspellASetting_UsesNoRedis()
    {
        PolicySource misspelt = PolicySource.From(Readings.Json($$"""{ "Redis": { "Secrett": "{{Secret}}" } }"""));

        PolicyReading reading = Readings.Read(PolicySource.From(options => options.Application = "tests"), misspelt, misspelt);

        Assert.That(reading.Problems, Is.Not.Empty);
        Assert.That(reading.Snapshot.Redis, Is.Null);
    }

    [Test]
    public void Read_SmallMaxPayload_TakesTheDefaultOfCompressAboveAlong()
    {
        PolicyReading reading = ReadRedis("""{ "MaxPayload": "8KB" }""");

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Snapshot.Redis!.CompressAbove, Is.EqualTo(8_192));
    }

    [Test]
    public void Read_WrongCode_IsReportedLikeConfiguration()
    {
        PolicyReading reading = Readings.ReadCode(options =>
        {
            options.Application = "shop";
            options.Redis = new RedisOptions { KeyPrefix = null!, InlineBytes = -1, MaxPayload = -5 };
        });

        Assert.That(reading.Problems, Is.EqualTo(new[]
        {
            "Interception:Redis:KeyPrefix: \"\" can't begin a name; "
                + "write 1 to 64 characters without white space, control characters and a ':' at the end.",
            "Interception:Redis:MaxPayload: \"-5 bytes\" is out of bounds; write 1KB to 64MB.",
            "Interception:Redis:InlineBytes: \"-1 bytes\" is out of bounds; write 0KB to 64KB.",
        }));
    }

    [Test]
    [Property("Failure", "F15")]
    public void ToString_KeepsTheSecretAndTheConfiguration()
    {
        PolicySnapshot snapshot = ReadRedis($$"""{ "Configuration": "localhost,password=hunter2", "Secret": "{{Secret}}" }""").Snapshot;

        Assert.That(snapshot.Redis!.ToString(), Does.Not.Contain("hunter2").And.Not.Contain(Secret).And.Contain("KeyPrefix = interception"));
        Assert.That(snapshot.ToString(), Does.Not.Contain("hunter2").And.Not.Contain(Secret));
    }

    private static PolicyReading ReadRedis(string section) =>
        Readings.ReadJson($$"""{ "Application": "shop", "Redis": {{section}} }""");
}
