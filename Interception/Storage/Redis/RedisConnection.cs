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
/// <param name="logger">Is told when scripts are not permitted.</param>
internal sealed class RedisConnection(
    RedisAccess access, string namePrefix, ulong origin, int inlineBytes, int maxEnvelopeBytes, ILogger logger) : IStoreConnection
{
    private readonly RedisChannel _channel = RedisChannel.Literal($"{namePrefix}bus");
    private IConnectionMultiplexer? _multiplexer;
    private IStoreListener? _listener;
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
            if (_isDisposed)
            {
                await DisposeAsync().ConfigureAwait(false);
            }
        }

        if (!IsConnected)
        {
            throw new InvalidOperationException("There is no connection.");
        }

        await _multiplexer.GetSubscriber().SubscribeAsync(_channel, OnMessage).ConfigureAwait(false);
        IDatabase database = _multiplexer.GetDatabase();
        bool hasScripts = await PermitsScriptsAsync(database).ConfigureAwait(false);
        _generations = new RedisGenerations(database, $"{namePrefix}generations", _channel, origin, hasScripts);
        _entries = hasScripts
            ? new ScriptCommands(database, _channel, origin, inlineBytes, maxEnvelopeBytes)
            : new PlainCommands(database, _channel, origin, inlineBytes, maxEnvelopeBytes);
    }

    public async ValueTask<long> ReadClockAsync()
    {
        RedisResult time = await _multiplexer!.GetDatabase().ExecuteAsync("TIME").ConfigureAwait(false);
        return ((long)time[0] * 1_000_000) + (long)time[1];
    }

    public ValueTask<IReadOnlyDictionary<string, long>> ReadGenerationsAsync() => _generations!.ReadAsync();

    public ValueTask<long> RaiseGenerationAsync(string field, long known) => _generations!.RaiseAsync(field, known);

    public bool IsRefusal(Exception exception) => exception is RedisServerException;

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        if (_multiplexer is not { } multiplexer)
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
        else if (multiplexer.IsConnected)
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
        catch (RedisServerException exception) when (
            exception.Message.StartsWith("NOPERM", StringComparison.Ordinal) || exception.Message.StartsWith("ERR unknown command", StringComparison.Ordinal))
        {
            logger.StoreWithoutScripts();
            return false;
        }
    }

    private void OnMessage(RedisChannel channel, RedisValue message) => _listener!.Receive((byte[]?)message);

    private void OnFailed(object? sender, ConnectionFailedEventArgs failure) => _listener!.Lose($"{failure.ConnectionType}: {failure.FailureType}");

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored) => _listener!.Lose($"{restored.ConnectionType}: reconnected");
}
