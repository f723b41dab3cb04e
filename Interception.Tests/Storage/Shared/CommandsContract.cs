using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>
/// A store, one name in it, and times around the store's own. Tests allow for a slow machine, never for a wrong rule.
/// </summary>
internal abstract class CommandsContract
{
    protected const long SecondMicroseconds = 1_000_000;

    /// <summary>How long a test may take between two readings of the clock.</summary>
    protected static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);

    private static int _names;

    protected IStoreUnderTest Store { get; private set; } = null!;

    protected IEntryCommands Commands => Store.Commands;

    protected EntryName Name { get; private set; } = null!;

    /// <summary>The store's clock when the test began, in microseconds.</summary>
    protected long Start { get; private set; }

    protected long StartMilliseconds => Start / 1000;

    [OneTimeSetUp]
    public async Task OpenStoreAsync() => Store = await OpenAsync();

    [OneTimeTearDown]
    public async Task CloseStoreAsync() => await Store.DisposeAsync();

    [SetUp]
    public async Task TakeNewNameAsync()
    {
        Name = Names.Of($"{GetType().Name} {Interlocked.Increment(ref _names)}");
        Start = await Store.NowMicrosecondsAsync();
        _ = await Store.MessagesAsync();
    }

    protected abstract Task<IStoreUnderTest> OpenAsync();

    /// <summary>An answer of ten seconds ago, proven five seconds ago.</summary>
    protected StoredEntry Answer() => new(Name)
    {
        Version = Start - (10 * SecondMicroseconds),
        Proven = Start - (5 * SecondMicroseconds),
        ProvenAtMilliseconds = StartMilliseconds - 5_000,
    };

    protected StoredEntry Tombstone() => new(Name)
    {
        Kind = EntryKind.Tombstone, Version = Start - (10 * SecondMicroseconds), ProvenAtMilliseconds = StartMilliseconds - 10_000,
    };

    protected Task PutAsync(StoredEntry entry, TimeSpan? timeToLive = null) => PutAsync(entry.Bytes(), timeToLive);

    protected Task PutAsync(byte[] bytes, TimeSpan? timeToLive = null) =>
        Store.PutAsync(Name, bytes, timeToLive ?? TimeSpan.FromHours(1));

    protected Task<byte[]> FindAsync() => Store.FindAsync(Name);

    /// <summary>What stands there, whose header must be valid.</summary>
    protected async Task<HeaderFields> FieldsAsync()
    {
        Assert.That(HeaderFields.TryRead(await FindAsync(), out HeaderFields fields));
        return fields;
    }

    protected async Task AssertTimeToLiveAsync(TimeSpan expected) =>
        Assert.That(await Store.TimeToLiveAsync(Name), Is.InRange(expected - Slack, expected));

    protected void AssertIsNow(long milliseconds) =>
        Assert.That(milliseconds, Is.InRange(StartMilliseconds, StartMilliseconds + (long)Slack.TotalMilliseconds));
}
