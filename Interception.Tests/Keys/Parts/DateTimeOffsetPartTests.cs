using Interception.Keys.Parts;

namespace Interception.Tests.Keys.Parts;

[TestFixture]
internal sealed class DateTimeOffsetPartTests
{
    // Between nodes a key is its bytes.
    [Test, Property("Failure", "K4")]
    public void WriteTo_ClockTimeAndOffset_WritesBoth()
    {
        const long Ticks = 0x0102030405060708;

        Assert.That(Part.Bytes(new DateTimeOffsetPart(new DateTimeOffset(Ticks, TimeSpan.FromHours(1)))), Is.EqualTo("0807060504030201" + "3C00"));
        Assert.That(Part.Bytes(new DateTimeOffsetPart(new DateTimeOffset(Ticks, TimeSpan.FromHours(-1)))), Is.EqualTo("0807060504030201" + "C4FF"));
    }
}
