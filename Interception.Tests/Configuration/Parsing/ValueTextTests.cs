using Interception.Configuration.Parsing;
using NUnit.Framework;

namespace Interception.Tests.Configuration.Parsing;

[TestFixture]
internal sealed class ValueTextTests
{
    [TestCase("64KB", 65_536)]
    [TestCase("256MB", 268_435_456)]
    [TestCase("1GB", 1_073_741_824)]
    [TestCase("1gb", 1_073_741_824)]
    [TestCase("8589934591GB", 9_223_372_035_781_033_984)]
    public void Size_IsRead(string text, long bytes)
    {
        Assert.That(SizeText.TryParse(text, out long value, out _), Is.True);
        Assert.That((value, SizeText.Write(value)), Is.EqualTo((bytes, text.ToUpperInvariant())));
    }

    [TestCase("268435456", "\"268435456\" needs a unit; write 64KB, 256MB or 1GB.")]
    [TestCase("99999999999GB", "\"99999999999GB\" is too large for a size; write 64KB, 256MB or 1GB.")]
    [TestCase("-1MB", "\"-1MB\" is not a size; write 64KB, 256MB or 1GB.")]
    [TestCase("1.5GB", "\"1.5GB\" is not a size; write 64KB, 256MB or 1GB.")]
    [TestCase("MB", "\"MB\" is not a size; write 64KB, 256MB or 1GB.")]
    [TestCase("10TB", "\"10TB\" is not a size; write 64KB, 256MB or 1GB.")]
    [TestCase("", "\"\" is not a size; write 64KB, 256MB or 1GB.")]
    public void Size_Wrong_SaysWhy(string text, string expected)
    {
        Assert.That(SizeText.TryParse(text, out long _, out string? problem), Is.False);
        Assert.That(problem, Is.EqualTo(expected));
    }

    [TestCase("4KB", true, null)]
    [TestCase("2097151KB", true, null)]
    [TestCase("2GB", false, "\"2GB\" is too large for this setting; write 1KB or 64KB.")]
    [TestCase("4", false, "\"4\" needs a unit; write 64KB, 256MB or 1GB.")]
    public void Size_OfAnInt_IsReadOrSaysWhy(string text, bool expected, string? why)
    {
        Assert.That(SizeText.TryParse(text, out int _, out string? problem), Is.EqualTo(expected));
        Assert.That(problem, Is.EqualTo(why));
    }

    [Test]
    public void Size_Odd_IsWrittenInBytes() =>
        Assert.That(new[] { SizeText.Write(100), SizeText.Write(0) }, Is.EqualTo(new[] { "100 bytes", "0KB" }));

    [TestCase("true", true)]
    [TestCase("True", true)]
    [TestCase("false", false)]
    public void Boolean_IsRead(string text, bool expected)
    {
        Assert.That(BooleanText.TryParse(text, out bool value, out _), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [TestCase("yes", "\"yes\" is not a boolean; write true or false.")]
    [TestCase("1", "\"1\" is not a boolean; write true or false.")]
    public void Boolean_Wrong_SaysWhy(string text, string expected)
    {
        Assert.That(BooleanText.TryParse(text, out _, out string? problem), Is.False);
        Assert.That(problem, Is.EqualTo(expected));
    }

    [TestCase("4", 4)]
    [TestCase("-4", -4)]
    public void Number_IsRead(string text, int expected)
    {
        Assert.That(NumberText.TryParse(text, out int value, out _), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [TestCase("4.5", "\"4.5\" is not a whole number; write digits only, like 4 or 1024.")]
    [TestCase("1,024", "\"1,024\" is not a whole number; write digits only, like 4 or 1024.")]
    [TestCase("", "\"\" is not a whole number; write digits only, like 4 or 1024.")]
    [TestCase("99999999999", "\"99999999999\" is too large for a whole number; write at most 2147483647.")]
    public void Number_Wrong_SaysWhy(string text, string expected)
    {
        Assert.That(NumberText.TryParse(text, out _, out string? problem), Is.False);
        Assert.That(problem, Is.EqualTo(expected));
    }

    [TestCase("EveryHit", CheckMode.EveryHit)]
    [TestCase("off", CheckMode.Off)]
    public void Enum_IsRead(string text, CheckMode expected)
    {
        Assert.That(EnumText.TryParse(text, out CheckMode value, out _), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [TestCase("Adapt", "\"Adapt\" is not allowed; write Adaptive, Interval, EveryHit or Off.")]
    [TestCase("1", "\"1\" is not allowed; write Adaptive, Interval, EveryHit or Off.")]
    [TestCase("Interval, Off", "\"Interval, Off\" is not allowed; write Adaptive, Interval, EveryHit or Off.")]
    public void Enum_Wrong_ListsTheAllowed(string text, string expected)
    {
        Assert.That(EnumText.TryParse(text, out CheckMode _, out string? problem), Is.False);
        Assert.That(problem, Is.EqualTo(expected));
    }

    [TestCase("Expiri", "Expiry")]
    [TestCase("EXPIRE", "Expiry")]
    [TestCase("Exipry", "Expiry")]
    [TestCase("CheckIntervall", "CheckInterval")]
    [TestCase("Omed", "Mode")]
    [TestCase("xEipyr", null)]
    [TestCase("Tttl", null)]
    [TestCase("", null)]
    public void NearestName_FindsWhatWasMeant(string written, string? expected) =>
        Assert.That(NearestName.Find(written, ["Mode", "Expiry", "Check", "CheckInterval"]), Is.EqualTo(expected));

    // A guess that has no letter in common, or is as long as what must be added, is no help.
    [TestCase("ab", "xy")]
    [TestCase("a", "ab")]
    public void NearestName_AllOfItDiffers_FindsNone(string written, string known) =>
        Assert.That(NearestName.Find(written, [known]), Is.Null);

    [Test]
    public void NearestName_SeveralAreAsNear_FindsTheFirst() =>
        Assert.That(NearestName.Find("Noon", ["Soon", "Moon"]), Is.EqualTo("Soon"));

    [TestCase(80, "")]
    [TestCase(81, "...")]
    public void Quoted_LongText_IsCutAfterEightyCharacters(int characters, string end) =>
        Assert.That(Quoted.Value(new string('x', characters)), Is.EqualTo($"\"{new string('x', 80)}{end}\""));

    [Test]
    public void NearestName_HugeName_IsNotCompared() =>
        Assert.That(NearestName.Find(new string('x', 100_000), ["Expiry", new string('x', 100_000)]), Is.Null);
}
