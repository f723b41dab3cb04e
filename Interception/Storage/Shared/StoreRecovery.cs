using System.Diagnostics.CodeAnalysis;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Storage.Shared;

/// <summary>Makes contact with the store, at the start and after each outage, and makes up for what was missed.</summary>
/// <remarks>
/// One probe at a time, and never on a caller: sign of life, then generations and pending invalidations, then the store is in use
/// again, then what is in memory is compared with it. Thread-safe.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "StopAsync disposes of what it owns.")]
internal sealed class StoreRecovery(SharedStore store, IStoreConnection connection, ILogger logger, LogThrottle log)
{
    /// <summary>How often a store that is out is asked for a sign of life.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How often generations and clock are read again while all is well: a lost message about one is made up for by then.</summary>
    public static readonly TimeSpan RereadInterval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly StoreContact _contact = new(store, connection);
    private readonly StoreVerification _verification = new(store);
    private readonly LogThrottle _inUseLog = new(); // Its own, or the last line about an outage would outlive it.
    private readonly Lock _gate = new();
    private TaskCompletionSource _begin = NewSignal();
    private Task _loop = Task.CompletedTask;
    private string _reason = "there was no contact yet";
    private long _outSince = store.CacheClock.Exact;
    private bool _missedMessages = true;

    /// <summary>Starts to make contact.</summary>
    public void Start()
    {
        using AsyncFlowControl control = ExecutionContext.SuppressFlow();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>The breaker has opened.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _outSince = store.CacheClock.Exact;
            _begin.TrySetResult();
        }
    }

    /// <summary>There is something to tell the store.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _begin.TrySetResult();
        }
    }

    /// <summary>A connection was lost: other nodes may have said what this one has not heard.</summary>
    public void Lose(string reason)
    {
        lock (_gate)
        {
            (_reason, _missedMessages) = (reason, true);
            _begin.TrySetResult();
        }
    }

    /// <summary>For how long the store has been out, and why.</summary>
    public (TimeSpan For, string Reason) Describe()
    {
        lock (_gate)
        {
            return (TimeSpan.FromTicks(store.CacheClock.Exact - _outSince), _reason);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        bool mustVerify = false;
        while (!_stop.IsCancellationRequested)
        {
            bool? resumed = await TryResumeAsync().ConfigureAwait(false);
            mustVerify |= resumed == true;
            if (mustVerify && store.Outage is null)
            {
                mustVerify = !await _verification.TryRunAsync(_stop.Token).ConfigureAwait(false);
            }

            await WaitAsync(
                isWell: resumed is not null && !mustVerify && store.Outage is null && store.Pending.IsEmpty).ConfigureAwait(false);
        }
    }

    /// <summary>Looks for a sign of life, and takes the store into use if there is one.</summary>
    /// <returns>
    /// Whether what is in memory must be compared: messages may have been missed, or answers not have been offered. Null if there was no
    /// contact.
    /// </returns>
    private async Task<bool?> TryResumeAsync()
    {
        bool missedMessages;
        lock (_gate)
        {
            (missedMessages, _missedMessages) = (_missedMessages, false);
            _begin = _begin.Task.IsCompleted ? NewSignal() : _begin;
        }

        try
        {
            await _contact.MakeAsync(_stop.Token).ConfigureAwait(false);
            bool wasOut = store.Outage is not null;
            lock (_gate)
            {
                if (_missedMessages)
                {
                    return null; // Lost again meanwhile: the next round sees to it.
                }

                store.Resume(missedMessages);
            }

            if (wasOut && _inUseLog.MayWrite(store.CacheClock.Time))
            {
                logger.StoreInUse();
            }

            return missedMessages || wasOut;
        }
        catch (Exception exception)
        {
            Fail(missedMessages, exception);
            return null;
        }
    }

    private void Fail(bool missedMessages, Exception exception)
    {
        lock (_gate)
        {
            _missedMessages |= missedMessages;
            _reason = exception is TimeoutException ? "it does not answer"
                : connection.IsRefusal(exception) ? "it refuses commands"
                : "it can't be reached";
        }

        if (store.Outage is null && (exception is TimeoutException || connection.IsRefusal(exception)))
        {
            return; // All is well otherwise; commands notice soon enough if it isn't.
        }

        store.Lose(_reason);
        if (log.MayWrite(store.CacheClock.Time))
        {
            logger.StoreOut(_reason, exception.GetType().Name);
        }
    }

    /// <summary>Waits for the next round; while all is well also for a reason to begin it earlier.</summary>
    private async Task WaitAsync(bool isWell)
    {
        Task begin;
        lock (_gate)
        {
            begin = (isWell ? _begin : NewSignal()).Task;
        }

        try
        {
            await begin.WaitAsync(isWell ? RereadInterval : ProbeInterval, store.CacheClock.Time, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Time for the next round, or the end.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
