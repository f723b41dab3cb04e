using Listings.Profile;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class ReportTableTests
{
    [Test]
    public void ToString_Rows_AreAligned()
    {
        var table = new ReportTable("", "uncached", "cached");
        table.Add("p50, ms", "113", "0.4");
        table.Add("queries", "1,600", "300");

        Assert.That(table.ToString().ReplaceLineEndings("\n"), Is.EqualTo(
            "         uncached  cached\n"
            + "p50, ms       113     0.4\n"
            + "queries     1,600     300\n"));
    }

    [Test]
    public void Add_TooFewCells_Throws() =>
        Assert.That(() => new ReportTable("a", "b").Add("1"), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(0.42, "0.4")]
    [TestCase(99.9, "99.9")]
    [TestCase(1234.5, "1,234")]
    public void Milliseconds_Duration_HasADecimalWhereItIsShort(double milliseconds, string text) =>
        Assert.That(ReportTable.Milliseconds(TimeSpan.FromMilliseconds(milliseconds)), Is.EqualTo(text));
}
