using Interception.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class PolicyBookTests
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
    public void Change_GoodSettings_ReplaceTheSnapshotAndRaiseChanged()
    {
        using PolicyBook book = Book();
        PolicySnapshot before = book.Current;

        _file.Change((Expiry, "2m"), ("Strict", "false"));

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(_changes, Is.EqualTo(new[] { (before, book.Current) }));
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 100 }));
    }

    [Test]
    [Property("Failure", "F8")]
    public void Change_SameContentTwice_DoesNothing()
    {
        using PolicyBook book = Book();
        PolicySnapshot before = book.Current;

        _file.Fire();
        _file.Fire();

        Assert.That(book.Current, Is.SameAs(before));
        Assert.That((_changes.Count, _logger.Collector.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Change_WhatNeedsARestart_IsIgnoredAndLoggedOnce()
    {
        using PolicyBook book = Book();
        (string, string?)[] changed =
        [
            (Expiry, "2m"), ("Strict", "true"), ("Application", "x"), ("Memory:MaxEntries", "7"),
            ("Redis:Secret", "a secret to be kept"),
        ];

        _file.Change(changed);
        _file.Fire();
        _file.Change([.. changed, ("Enabled", "false")]);

        Assert.That(
            (book.Current.Strict, book.Current.Application, book.Current.Memory.MaxEntries),
            Is.EqualTo((false, (string?)null, 100_000)));
        Assert.That(book.Current.Redis, Is.Null);
        Assert.That((book.Current.Enabled, ExpiryOf(book)), Is.EqualTo((false, TimeSpan.FromMinutes(2))));
        Assert.That(LoggedIds(), Is.EqualTo(new[] { 103, 100, 100 }));
        Assert.That(_logger.Collector.GetSnapshot()[0].Message, Is.EqualTo(
            "Ignored a change of the method cache's settings that needs a restart: Application, Strict, Memory, Redis."));
    }

    [Test]
    [Property("Failure", "F15")]
    public void Change_SecretOfRedis_NamesRedisAndNothingElse()
    {
        (string, string?)[] start = [("Application", "x"), ("Redis:Secret", "a secret to be kept")];
        _file.Set(start);
        using PolicyBook book = Book();
        RedisSettings before = book.Current.Redis!;

        _file.Change([start[0], ("Redis:Secret", "another one, kept as well")]);
        _file.Change([start[0], ("Redis:Secret", "and a third one, also kept")]);
        _file.Change(start);

        Assert.That(book.Current.Redis, Is.EqualTo(before));
        Assert.That(_logger.Collector.GetSnapshot().Select(record => record.Message), Is.EqualTo(Enumerable.Repeat(
            "Ignored a change of the method cache's settings that needs a restart: Redis.", 2)));
    }

    [Test]
    public void Change_KillSwitch_WorksDespiteProblemsOfTheStart()
    {
        _file.Set((Expiry, "1m"), ("Strict", "false"), ("Methods:IGone.Get:Expiry", "1m"));
        using PolicyBook book = Book();
        Assert.That(book.Problems, Has.Count.EqualTo(1));

        _file.Change((Expiry, "1m"), ("Strict", "false"), ("Methods:IGone.Get:Expiry", "1m"), ("Enabled", "false"));

        Assert.That(book.Current.Find(Readings.Plain)!.IsCached, Is.False);
    }

    [Test]
    public void Changed_HandlerThrows_TheOthersAreStillTold()
    {
        using PolicyBook book = new(Readings.Reader(PolicySource.From(Root())), _logger);
        int told = 0;
        book.Changed += (_, _) => throw new InvalidOperationException("no");
        book.Changed += (_, _) => told++;

        Assert.That(() => _file.Change((Expiry, "2m"), ("Strict", "false")), Throws.Nothing);

        Assert.That((told, LoggedIds()[^1]), Is.EqualTo((1, 105)));
    }

    [Test]
    public void Dispose_ThenChange_NothingHappens()
    {
        PolicyBook book = Book();
        book.Dispose();
        book.Dispose();

        _file.Change((Expiry, "2m"));

        Assert.That((ExpiryOf(book), _changes.Count, _logger.Collector.Count), Is.EqualTo((TimeSpan.FromMinutes(1), 0, 0)));
    }

    [Test]
    public void Change_AThousandReloads_KeepExactlyTheLastGood()
    {
        using PolicyBook book = Book();
        Random random = new(5);
        TimeSpan expected = TimeSpan.FromMinutes(1);
        int replaced = 0;
        for (int reload = 0; reload < 1000; reload++)
        {
            int seconds = random.Next(1, 50);
            switch (random.Next(4))
            {
                case 0:
                    _file.Change((Expiry, $"{seconds}"), ("Strict", "false"));
                    break;
                case 1:
                    _file.Change();
                    break;
                default:
                    _file.Change((Expiry, $"{seconds}s"), ("Strict", "false"));
                    replaced += expected == TimeSpan.FromSeconds(seconds) ? 0 : 1;
                    expected = TimeSpan.FromSeconds(seconds);
                    break;
            }

            Assert.That(ExpiryOf(book), Is.EqualTo(expected), $"after reload {reload}");
        }

        Assert.That(_changes, Has.Count.EqualTo(replaced));
    }

    [Test]
    public async Task Change_FromManyThreads_EndsWithTheLastSettings()
    {
        using PolicyBook book = Book();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(thread => Task.Run(() =>
        {
            for (int reload = 0; reload < 50; reload++)
            {
                _file.Change((Expiry, $"{thread}s"), ("Strict", "false"));
            }
        })));
        _file.Change((Expiry, "9s"), ("Strict", "false"));

        Assert.That(ExpiryOf(book), Is.EqualTo(TimeSpan.FromSeconds(9)));
        Assert.That(_changes.Zip(_changes.Skip(1)).All(pair => ReferenceEquals(pair.First.New, pair.Second.Old)), Is.True);
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
}
