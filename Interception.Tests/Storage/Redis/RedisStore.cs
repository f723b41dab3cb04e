using System.Threading.Channels;
using Interception.Storage.Redis;
using Interception.Storage.Shared;
using Interception.Tests.Storage.Shared;
using Interception.Tests.Support;
using StackExchange.Redis;

namespace Interception.Tests.Storage.Redis;

/// <summary>A real Redis under the tests of the commands.</summary>
internal sealed class RedisStore : IStoreUnderTest
{
    public const int MaxEnvelopeBytes = 100_000;

    public static readonly RedisChannel BusChannel = RedisChannel.Literal("t:app:1:bus");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] EndOfMessages = "end"u8.ToArray();

    private readonly RedisServer _server;
    private readonly ConnectionMultiplexer _connection;
    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();

    private RedisStore(RedisServer server, ConnectionMultiplexer connection, Func<IDatabase, IEntryCommands> commands)
    {
        _server = server;
        _connection = connection;
        Database = connection.GetDatabase();
        Commands = commands(Database);
    }

    public IDatabase Database { get; }

    public IEntryCommands Commands { get; }

    public static IEntryCommands Scripts(IDatabase database) =>
        new ScriptCommands(database, BusChannel, IStoreUnderTest.Origin, IStoreUnderTest.InlineBytes, MaxEnvelopeBytes);

    public static IEntryCommands Plain(IDatabase database) =>
        new PlainCommands(
            database, new ConditionalWrites(database, Patience, TimeProvider.System), BusChannel, IStoreUnderTest.Origin, IStoreUnderTest.InlineBytes, MaxEnvelopeBytes);

    public static async Task<RedisStore> OpenAsync(Func<IDatabase, IEntryCommands> commands)
    {
        RedisServer server = await RedisServer.StartNewAsync();
        var settings = ConfigurationOptions.Parse(server.Endpoint);
        settings.AllowAdmin = true;
        settings.SyncTimeout = settings.AsyncTimeout = (int)Patience.TotalMilliseconds;
        var store = new RedisStore(server, await ConnectionMultiplexer.ConnectAsync(settings), commands);

        // A queue keeps the order of messages; a handler may be called for several at once.
        ChannelMessageQueue queue = await store._connection.GetSubscriber().SubscribeAsync(BusChannel);
        queue.OnMessage(message => store._messages.Writer.TryWrite((byte[])message.Message!));
        return store;
    }

    public async Task<long> NowMicrosecondsAsync()
    {
        RedisResult time = await Database.ExecuteAsync("TIME");
        return ((long)time[0] * 1_000_000) + (long)time[1];
    }

    public Task PutAsync(EntryName name, byte[] bytes, TimeSpan? timeToLive) =>
        timeToLive is { } lasts ? Database.StringSetAsync(EntryKey.Of(name), bytes, lasts) : Database.StringSetAsync(EntryKey.Of(name), bytes);

    public async Task<byte[]> FindAsync(EntryName name) => (byte[]?)await Database.StringGetAsync(EntryKey.Of(name)) ?? [];

    public Task<TimeSpan?> TimeToLiveAsync(EntryName name) => Database.KeyTimeToLiveAsync(EntryKey.Of(name));

    public async Task<byte[][]> MessagesAsync()
    {
        // Messages of one connection arrive in order, so what was told before this one has come before it.
        await Database.PublishAsync(BusChannel, EndOfMessages);
        var messages = new List<byte[]>();
        while (true)
        {
            byte[] message = await _messages.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (message.AsSpan().SequenceEqual(EndOfMessages))
            {
                return [.. messages];
            }

            messages.Add(message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _server.Dispose();
    }
}
