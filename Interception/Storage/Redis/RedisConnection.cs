using System.Globalization;
using Interception.Storage.Shared;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>The way to Redis: one server, a Sentinel group, or a Cluster.</summary>
/// <remarks>Thread-safe. Opening is resumed where it failed.</remarks>
/// <param name="access">How to connect.</param>
/// <param name="namePrefix">What all names of the application begin with.</param>
/// <param name="origin">This node.</param>
/// <param name="inlineBytes">Up to this size answers travel in messages.</param>
/// <param name="maxEnvelopeBytes">As much as a read asks for.</param>
/// <param name="timeout">How long one operation may take, where it takes several commands.</param>
/// <param name="time">Counts it.</param>
/// <param name="logger">Is told when scripts are not permitted.</param>
internal sealed class RedisConnection(
    RedisAccess access, string namePrefix, ulong origin, int inlineBytes, int maxEnvelopeBytes, TimeSpan timeout, TimeProvider time, ILogger logger)
    : IStoreConnection
{
    /// <summary>What a server says that will serve scripts in a while.</summary>
    private static readonly string[] Passing = ["LOADING", "CLUSTERDOWN", "MASTERDOWN", "READONLY", "BUSY", "TRYAGAIN"];

    private IConnectionMultiplexer? _multiplexer;
    private IStoreListener? _listener;
    private RedisChannel _channel;
    private bool _isSubscribed;
    private RedisGenerations? _generations;
    private IEntryCommands? _entries;
    private volatile bool _isDisposed;

    public bool IsConnected => _multiplexer is { IsConnected: true };

    public bool CanBlock => access.IsOwn;

    public bool BoundsItsWaits => access.IsOwn;

    public IEntryCommands Entries => _entries ?? throw new InvalidOperationException("The connection is not open.");

    public async ValueTask OpenAsync(IStoreListener listener)
    {
        if (_multiplexer is null)
        {
            _listener = listener;
            IConnectionMultiplexer multiplexer = await access.ConnectAsync().ConfigureAwait(false);
            multiplexer.ConnectionFailed += OnFailed;
            multiplexer.ConnectionRestored += OnRestored;
            _multiplexer = multiplexer;
            _isSubscribed = false;
        }

        if (_isDisposed)
        {
            await CloseAsync().ConfigureAwait(false);
            return;
        }

        if (!IsConnected)
        {
            throw new InvalidOperationException("There is no connection.");
        }

        IDatabase database = _multiplexer.GetDatabase();

        // Messages know no databases, so the channel names its own.
        _channel = RedisChannel.Literal(string.Create(CultureInfo.InvariantCulture, $"{namePrefix}{database.Database}:bus"));
        if (!_isSubscribed)
        {
            await _multiplexer.GetSubscriber().SubscribeAsync(_channel, OnMessage).ConfigureAwait(false);
            _isSubscribed = true;
        }

        bool hasScripts = await PermitsScriptsAsync(database).ConfigureAwait(false);
        string wireChannel = access.ChannelPrefix(_multiplexer) + _channel;
        _generations = new RedisGenerations(database, $"{namePrefix}generations", _channel, wireChannel, origin, hasScripts);
        _entries = hasScripts
            ? new ScriptCommands(database, RedisChannel.Literal(wireChannel), origin, inlineBytes, maxEnvelopeBytes)
            : new PlainCommands(
                database, new ConditionalWrites(database, timeout, time), _channel, origin, inlineBytes, maxEnvelopeBytes);
    }

    public async ValueTask<long> ReadClockAsync()
    {
        await _multiplexer!.GetSubscriber().PingAsync().ConfigureAwait(false);
        RedisResult time = await _multiplexer!.GetDatabase().ExecuteAsync("TIME").ConfigureAwait(false);
        return ((long)time[0] * 1_000_000) + (long)time[1];
    }

    public ValueTask<IReadOnlyDictionary<string, long>> ReadGenerationsAsync() => _generations!.ReadAsync();

    public ValueTask<long> RestoreGenerationAsync(string field, long known) => _generations!.RestoreAsync(field, known);

    public ValueTask<long> RaiseGenerationAsync(string field, long known) => _generations!.RaiseAsync(field, known);

    public bool IsRefusal(Exception exception) => exception is RedisServerException;

    public async ValueTask ResetAsync()
    {
        if (access.IsOwn)
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await CloseAsync().ConfigureAwait(false);
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _multiplexer, null) is not { } multiplexer)
        {
            return;
        }

        multiplexer.ConnectionFailed -= OnFailed;
        multiplexer.ConnectionRestored -= OnRestored;
        if (access.IsOwn)
        {
            await multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            await multiplexer.DisposeAsync().ConfigureAwait(false);
        }
        else if (_isSubscribed)
        {
            await multiplexer.GetSubscriber().UnsubscribeAsync(_channel, OnMessage, CommandFlags.FireAndForget).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> PermitsScriptsAsync(IDatabase database)
    {
        try
        {
            await database.ScriptEvaluateAsync("return 1", [(RedisKey)$"{namePrefix}generations"]).ConfigureAwait(false);
            return true;
        }
        catch (RedisServerException exception) when (!Array.Exists(Passing, one => exception.Message.StartsWith(one, StringComparison.Ordinal)))
        {
            logger.StoreWithoutScripts();
            return false;
        }
    }

    private void OnMessage(RedisChannel channel, RedisValue message) => _listener!.Receive((byte[]?)message);

    private void OnFailed(object? sender, ConnectionFailedEventArgs failure) => Lose(failure, failure.FailureType.ToString());

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored) => Lose(restored, "reconnected");

    /// <remarks>What becomes of commands to a replica is nothing to us: entries are read where they are written.</remarks>
    private void Lose(ConnectionFailedEventArgs what, string reason)
    {
        bool isReplica = what is { ConnectionType: ConnectionType.Interactive, EndPoint: { } endPoint }
            && _multiplexer?.GetServer(endPoint) is { IsReplica: true };
        if (!isReplica)
        {
            _listener!.Lose($"{what.ConnectionType}: {reason}");
        }
    }
}
