using Interception.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class PolicyBookRefusalTests
{
    private const string Expiry = "Methods:IPrices.Plain:Expiry";

    private readonly List<(PolicySnapshot Old, PolicySnapshot New)> _changes = [];
    private SettingsProvider _file = null!;
    private FakeLogger<PolicyBook> _logger = null!;

    [SetUp]
    public void SetUp()
    {
        _changes.Clear();
        _logger = new FakeLogger<PolicyBook>();
        _file = new SettingsProvider().Set((Expiry, "1m"), ("Strict", "false"));
    }

    [Test]
    [Property("Failure", "F8")]
    public void Change_BadValue_KeepsTheLastGoodAndLogsOnce()
    {
        using PolicyBook book = Book();
        PolicySnapshot good = book.Current;

        _file.Change((Expiry, "60"), ("Defaults:Check", "Off"));
        _file.Fire();

        Assert.That(book.Current, Is.SameAs(good));
        Assert.That(_changes, Is.Empty);
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 101 }));
        Assert.That(_logger.LatestRecord.Message, Is.EqualTo(
            "Kept the last good settings of the method cache: what was changed has 1 problem(s). "
            + "Interception:Methods:IPrices.Plain:Expiry: \"60\" needs a unit: \"60s\"."));
    }

    [Test]
    public void Change_BadValueWithTheKillSwitch_ThrowsTheSwitchAndNothingElse()
    {
        using PolicyBook book = Book();
        MethodPolicy good = book.Current.Find(Readings.Plain)!;

        _file.Change((Expiry, "60"), ("Defaults:Check", "Off"), ("Enabled", "false"));

        Assert.That(book.Current.Enabled, Is.False);
        Assert.That(book.Current.Policies.All.Values, Is.All.Matches((MethodPolicy? policy) => policy is { IsCached: false }));
        Assert.That(book.Current.Find(Readings.Plain), Is.EqualTo(good with { IsCached = false }));

        _file.Change((Expiry, "1m"), ("Defaults:Check", "Off"), ("Enabled", "true"));
        Assert.That(book.Current.Find(Readings.Plain)! with { Origins = null }, Is.EqualTo(good with { Check = CheckMode.Off, Origins = null }));
    }

    [Test]
    public void Change_AnotherBadValueAndRepair_LogsEachOnce()
    {
        using PolicyBook book = Book();

        _file.Change((Expiry, "60"));
        _file.Change((Expiry, "61"));
        _file.Change((Expiry, "2m"), ("Strict", "false"));
        _file.Change((Expiry, "61"));

        Assert.That(LoggedIds(), Is.EqualTo(new[] { 101, 101, 100, 101 }));
        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void Change_SectionVanishesAndReturns_KeepsTheLastGoodMeanwhile()
    {
        using PolicyBook book = Book();
        PolicySnapshot good = book.Current;

        _file.Change();
        _file.Fire();

        Assert.That(book.Current, Is.SameAs(good));
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 102 }));
        Assert.That(_logger.LatestRecord.Message, Is.EqualTo(
            "Kept the last good settings of the method cache: the section 'Interception' vanished from the configuration. "
            + "If it was deleted on purpose, restart the application."));

        _file.Change((Expiry, "3m"), ("Strict", "false"));
        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(3)));
    }

    [Test]
    [Property("Failure", "F6")]
    public void Change_FileVanishesButAnotherProviderSpeaks_KeepsTheLastGood()
    {
        SettingsProvider environment = new SettingsProvider().Set(("Application", "a"));
        IConfigurationRoot root = new ConfigurationBuilder().Add(_file).Add(environment).Build();
        using PolicyBook book = Book(PolicySource.From(root));

        _file.Change();

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(_logger.LatestRecord.Message, Does.Contain("vanished from SettingsProvider"));
    }

    [Test]
    public void Change_FileOfAConfigurationManagerVanishes_KeepsTheLastGood()
    {
        using ConfigurationManager manager = new();
        ((IConfigurationBuilder)manager).Add(new SettingsProvider().Set(("Application", "a"))).Add(_file);
        using PolicyBook book = Book(PolicySource.From(manager));

        _file.Change();

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 102 }));
    }

    [Test]
    public void Change_SectionGivenAndVanishes_KeepsTheLastGood()
    {
        IConfigurationRoot root = new ConfigurationBuilder().Add(_file).Build();
        using PolicyBook book = Book(PolicySource.From(root.GetSection("Interception")));

        _file.Change();

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 102 }));
    }

    [Test]
    public void Change_SectionAppears_IsTakenOver()
    {
        _file.Set();
        using PolicyBook book = Book();

        _file.Change((Expiry, "3m"));

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(3)));
    }

    [Test]
    public void Change_OptionsActionThrowsOnReload_KeepsTheLastGood()
    {
        bool fails = false;
        using PolicyBook book = Book(
            PolicySource.From(Root()),
            PolicySource.From(options => options.Enabled = fails ? throw new InvalidOperationException("no") : true));
        fails = true;

        _file.Change((Expiry, "2m"), ("Strict", "false"));

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 101 }));
    }

    [Test]
    [Property("Failure", "F7")]
    public void Change_ConfigurationThrows_KeepsTheLastGoodAndLogsOnce()
    {
        PoisonProvider poison = new();
        using PolicyBook book = Book(PolicySource.From(new ConfigurationBuilder().Add(_file).Add(poison).Build()));
        poison.IsPoisoned = true;

        Assert.That(() => _file.Change((Expiry, "2m")), Throws.Nothing);
        _file.Fire();

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 104 }));
    }

    private PolicyBook Book(params PolicySource[] sources)
    {
        PolicyBook book = new(Readings.Reader(sources.Length > 0 ? sources : [PolicySource.From(Root())]), _logger);
        book.Changed += (before, after) => _changes.Add((before, after));
        return book;
    }

    private IConfigurationRoot Root() => new ConfigurationBuilder().Add(_file).Build();

    private int[] LoggedIds() => [.. _logger.Collector.GetSnapshot().Select(record => record.Id.Id)];

    private static TimeSpan? ExpiryOf(PolicyBook book) => book.Current.Find(Readings.Plain)?.Expiry;

    private sealed class PoisonProvider : ConfigurationProvider, IConfigurationSource
    {
        public bool IsPoisoned { get; set; }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
            IsPoisoned ? throw new InvalidOperationException("poisoned") : base.GetChildKeys(earlierKeys, parentPath);
    }
}
