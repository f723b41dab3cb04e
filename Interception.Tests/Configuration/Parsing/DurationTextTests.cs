using System.Globalization;
using CsCheck;
using Interception.Configuration.Parsing;
using Interception.Tests.Support;
using NUnit.Framework;

namespace Interception.Tests.Configuration.Parsing;

[TestFixture]
internal sealed class DurationTextTests
{
    [TestCase("500ms", 500)]
    [TestCase("30s", 30_000)]
    [TestCase("5m", 300_000)]
    [TestCase("1h", 3_600_000)]
    [TestCase("1d", 86_400_000)]
    [TestCase("0s", 0)]
    [TestCase(" 5M ", 300_000)]
    [TestCase("00:00:30", 30_000)]
    [TestCase("1:30:00", 5_400_000)]
    [TestCase("24:00:00", 86_400_000)]
    [TestCase("100:59:59", 363_599_000)]
    public void TryParse_Duration_IsRead(string text, long milliseconds)
    {
        bool isRead = DurationText.TryParse(text, out TimeSpan value, out string? problem);

        Assert.That((isRead, value, problem), Is.EqualTo((true, TimeSpan.FromMilliseconds(milliseconds), (string?)null)));
    }

    [TestCase("60", "\"60\" needs a unit: \"60s\".")]
    [TestCase("0", "\"0\" needs a unit: \"0s\".")]
    [TestCase("-5m", "\"-5m\" is negative; write a duration like 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("-00:05:00", "\"-00:05:00\" is negative; write a duration like 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("99999999999d", "\"99999999999d\" is too long for a duration; write at most 30d.")]
    [TestCase("99999999999999999999999s", "\"99999999999999999999999s\" is too long for a duration; write at most 30d.")]
    [TestCase("five minutes", "\"five minutes\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("", "\"\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("s", "\"s\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("NaN", "\"NaN\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("1.5h", "\"1.5h\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("1,5h", "\"1,5h\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("1e3s", "\"1e3s\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("+5s", "\"+5s\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("５s", "\"５s\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("00:60:00", "\"00:60:00\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("00:00:60", "\"00:00:60\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("00:5:00", "\"00:5:00\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("00:05:0", "\"00:05:0\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("0001:00:00", "\"0001:00:00\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("00:30", "\"00:30\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [TestCase("1.00:00:00", "\"1.00:00:00\" is not a duration; write 500ms, 30s, 5m, 1h, 1d or hh:mm:ss.")]
    [Property("Failure", "F3")]
    public void TryParse_NoDuration_SaysWhy(string text, string expected)
    {
        bool isRead = DurationText.TryParse(text, out _, out string? problem);

        Assert.That((isRead, problem), Is.EqualTo((false, expected)));
    }

    [Test]
    public void TryParse_VeryLongText_QuotesItsBeginning()
    {
        _ = DurationText.TryParse(new string('x', 1000), out _, out string? problem);

        Assert.That(problem, Does.StartWith($"\"{new string('x', 80)}...\" is not"));
    }

    [Test, SetCulture("ar-SA")]
    public void TryParse_OtherCulture_ReadsTheSame()
    {
        Assert.That(CultureInfo.CurrentCulture.Name, Is.EqualTo("ar-SA"));
        Assert.That(DurationText.TryParse("30s", out TimeSpan value, out _), Is.True);
        Assert.That((value, DurationText.Write(value)), Is.EqualTo((TimeSpan.FromSeconds(30), "30s")));
    }

    [Test]
    public void Write_WholeMilliseconds_IsReadBackTheSame() =>
        Gen.Long[0, 30L * 86_400_000].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).AllHold(
            2000,
            duration => DurationText.TryParse(DurationText.Write(duration), out TimeSpan read, out _) && read == duration);

    [Test]
    public void TryParse_AnyText_ReadsOrSaysWhy() =>
        Gen.String[Gen.Char["0123456789:.-+dhms eN"], 0, 12].AllHold(
            5000,
            text => DurationText.TryParse(text, out TimeSpan value, out string? problem)
                ? value >= TimeSpan.Zero && problem is null
                : problem is not null);
}
