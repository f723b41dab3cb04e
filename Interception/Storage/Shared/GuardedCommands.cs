using System.Runtime.CompilerServices;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Storage.Shared;

/// <summary>Commands to the store that can't fail: what it does not answer in time is not answered.</summary>
/// <remarks>Thread-safe. No log line holds more of an exception than its type: a client's messages name keys.</remarks>
internal sealed class GuardedCommands(
    IStoreConnection connection, Breaker breaker, TimeSpan timeout, TimeProvider time, CacheMetrics metrics, ILogger logger,
    LogThrottle log)
{
    /// <inheritdoc cref="SharedStore.TryAsync"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Attempt<T>> TryAsync<TState, T>(
        TState state, Func<IEntryCommands, TState, ValueTask<T>> command, bool blocking = false, CancellationToken cancelled = default)
    {
        if ((blocking && !connection.CanBlock) || !breaker.TryEnter())
        {
            return default;
        }

        try
        {
            ValueTask<T> running = command(connection.Entries, state);
            T value = running.IsCompleted || connection.BoundsItsWaits
                ? await running.ConfigureAwait(false)
                : await running.AsTask().InTimeAsync(timeout, time, cancelled).ConfigureAwait(false);
            breaker.Answered();
            return new Attempt<T>(true, value);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            breaker.Left();
            throw;
        }
        catch (Exception exception)
        {
            Absorb(exception);
            return default;
        }
    }

    /// <summary>Counts and logs what went wrong with a command that has entered.</summary>
    private void Absorb(Exception exception)
    {
        bool isRefusal = connection.IsRefusal(exception);
        if (isRefusal)
        {
            breaker.Answered();
        }
        else
        {
            breaker.Failed();
        }

        metrics.StoreFailed(isRefusal ? "refused" : exception is TimeoutException ? "timeout" : "unreachable");
        if (!log.MayWrite(time))
        {
            return;
        }

        if (isRefusal)
        {
            logger.StoreRefused(exception.GetType().Name);
        }
        else
        {
            logger.StoreFailed(exception.GetType().Name, ThreadPool.PendingWorkItemCount);
        }
    }
}
