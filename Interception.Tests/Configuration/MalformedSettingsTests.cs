using Interception.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.Configuration;

/// <summary>Whatever becomes of the file, the last good settings hold, and the log has one line about it that names the place.</summary>
/// <remarks>
/// The framework's JSON provider tells nobody that it could not read a file, so there is nothing to log until something else changes:
/// here another provider of the same configuration.
/// </remarks>
[TestFixture, Property("Row", "R22")]
internal sealed class MalformedSettingsTests
{
    private readonly SettingsProvider _other = new SettingsProvider().Set(("Methods:IPrices.Count:Expiry", "5m"));
    private readonly FakeLogger<PolicyBook> _logger = new();
    private SettingsFile _file = null!;
    private PolicyBook _book = null!;
    private PolicySnapshot _good = null!;

    [SetUp]
    public void SetUp()
    {
        _logger.Collector.Clear();
        _file = new SettingsFile("{}", _other);
        Save(MalformedSettings.Good);
        _book = new PolicyBook(Readings.Reader(PolicySource.From(_file.Root)), _logger);
        _good = _book.Current;
        Assert.That((_book.Problems.Count, _good.Find(Readings.Plain)!.Expiry), Is.EqualTo((0, TimeSpan.FromMinutes(1))));
    }

    [TearDown]
    public void TearDown()
    {
        _book.Dispose();
        _file.Dispose();
    }

    [Test]
    [Property("Failure", "F2")]
    public void Change_MalformedSettings_KeepTheLastGoodAndAreLoggedOnceWithTheirPath()
    {
        MalformedSettings[] all = [.. MalformedSettings.Readable];
        Assert.That(all, Has.Length.GreaterThanOrEqualTo(200));
        Assert.Multiple(() => Array.ForEach(all, one => AssertRefused(one.Content, one.Path)));
    }

    [Test]
    [Property("Failure", "F2")]
    [Property("Failure", "F5")]
    public void Change_UnreadableFile_KeepsTheLastGoodAndIsLoggedOnceWithItsName()
    {
        string[] all = [.. MalformedSettings.Unreadable];
        Assert.Multiple(() => Array.ForEach(all, one => AssertRefused(one, "appsettings.json")));
    }

    [Test]
    [Property("Failure", "F2")]
    [Property("Failure", "F6")]
    public void Change_FileDeleted_KeepsTheLastGoodAndIsLoggedOnceWithItsName() => AssertRefused(null, "appsettings.json");

    [TestCase("// what the shop needs\n{0}")]
    [TestCase("\uFEFF{0}")]
    [TestCase("{0}\n\n")]
    public void Change_UnusualButReadable_IsTakenOver(string frame)
    {
        string changed = MalformedSettings.Good.Replace("1m", "2m", StringComparison.Ordinal).Replace("} } }", "}, }, }", StringComparison.Ordinal);

        Save(frame.Replace("{0}", changed, StringComparison.Ordinal));

        Assert.That(_book.Current.Find(Readings.Plain)!.Expiry, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    private void AssertRefused(string? content, string path)
    {
        _logger.Collector.Clear();

        Save(content);
        _other.Fire();
        _other.Fire();
        Assert.That(_book.Current, Is.SameAs(_good), content);
        Assert.That(_logger.Collector.Count, Is.EqualTo(1), content);
        Assert.That(_logger.LatestRecord.Level, Is.EqualTo(LogLevel.Warning), content);
        Assert.That(_logger.LatestRecord.Message, Does.Contain(path), content);

        Save(MalformedSettings.Good);
        Assert.That(_book.Current, Is.SameAs(_good), content);
        Assert.That(_logger.Collector.Count, Is.EqualTo(1), content);
    }

    private void Save(string? content)
    {
        if (content is null)
        {
            _file.Delete();
        }
        else
        {
            File.WriteAllText(_file.Path, content);
        }

        _file.Fire();
    }
}
