using Interception.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class PolicyBookFileTests
{
    private const string OneMinute = """{ "Methods": { "IPrices.Plain": { "Expiry": "1m" } } }""";
    private const string TwoMinutes = """{ "Methods": { "IPrices.Plain": { "Expiry": "2m" } } }""";

    /// <summary>Only a watcher that is broken lets it pass.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly FakeLogger<PolicyBook> _logger = new();
    private SettingsFile _file = null!;

    [SetUp]
    public void SetUp()
    {
        _logger.Collector.Clear();
        _file = new SettingsFile(OneMinute);
    }

    [TearDown]
    public void TearDown() => _file.Dispose();

    [Test]
    public void Change_FileRewritten_IsTakenOver()
    {
        using PolicyBook book = Book(_file.Root);

        _file.Write(TwoMinutes);
        Assert.That(_file.Fire(), Is.Null);

        Assert.That(MinutesOf(book), Is.EqualTo(2));
    }

    [TestCase("", TestName = "Change_EmptyFile_KeepsTheLastGoodUntilRestored")]
    [TestCase("""{ "Interception": { "Methods": { "IPri""", TestName = "Change_HalfWrittenFile_KeepsTheLastGoodUntilRestored")]
    [TestCase("""{ "Interception": { "Enabled": true, "enabled": true } }""",
        TestName = "Change_DuplicateKeys_KeepsTheLastGoodUntilRestored")]
    [TestCase("""{ "Interception": { "Methods": { "A.B": { "Expiry": "1m" }, "a.b": { "expiry": "2m" } } } }""",
        TestName = "Change_DuplicateMethods_KeepsTheLastGoodUntilRestored")]
    public void Change_UnreadableFile_KeepsTheLastGoodUntilRestored(string content)
    {
        using PolicyBook book = Book(_file.Root);

        File.WriteAllText(_file.Path, content);
        Assert.That(_file.Fire(), Is.InstanceOf<InvalidDataException>());
        Assert.That(_file.Root.GetSection("Interception").Exists(), Is.False);
        Assert.That(MinutesOf(book), Is.EqualTo(1));

        _file.Write(TwoMinutes);
        _file.Fire();
        Assert.That(MinutesOf(book), Is.EqualTo(2));
    }

    [Test]
    [Property("Failure", "F5")]
    public void Change_UnreadableFileAndAnotherProviderReloads_KeepsTheLastGood()
    {
        SettingsProvider other = new SettingsProvider().Set(("Enabled", "true"));
        using PolicyBook book = Book(new ConfigurationBuilder().AddConfiguration(_file.Root).Add(other).Build());

        File.WriteAllText(_file.Path, "{");
        _file.Fire();
        other.Fire();

        Assert.That(MinutesOf(book), Is.EqualTo(1));
        Assert.That(_logger.LatestRecord.Id.Id, Is.EqualTo(102));
    }

    [Test]
    [Property("Failure", "F6")]
    public void Change_FileDeletedAndRestored_KeepsTheLastGoodMeanwhile()
    {
        using PolicyBook book = Book(_file.Root);

        _file.Delete();
        _file.Fire();
        _file.Fire();
        Assert.That((MinutesOf(book), _logger.Collector.Count, _logger.LatestRecord.Id.Id), Is.EqualTo((1, 1, 102)));

        _file.Write(TwoMinutes);
        _file.Fire();
        Assert.That(MinutesOf(book), Is.EqualTo(2));
    }

    [Test]
    public async Task Change_RealWatcher_TakesOverTheFile()
    {
        IConfigurationRoot root = new ConfigurationBuilder().AddJsonFile(_file.Path, optional: false, true).Build();
        using IDisposable? disposable = root as IDisposable;
        using PolicyBook book = Book(root);
        TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        book.Changed += (_, _) => changed.TrySetResult();

        _file.Write(TwoMinutes);
        await changed.Task.WaitAsync(Generous);

        Assert.That(MinutesOf(book), Is.EqualTo(2));
    }

    private PolicyBook Book(IConfiguration configuration) => new(Readings.Reader(PolicySource.From(configuration)), _logger);

    private static double? MinutesOf(PolicyBook book) => book.Current.Find(Readings.Plain)?.Expiry.TotalMinutes;
}
