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
internal sealed class StoreRecovery(SharedStore store, IStoreConnection connection, ILogger logger)
{
    /// <summary>How often a store that is out is asked for a sign of life.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How often generations and clock are read again while all is well: a lost message about one is made up for by then.</summary>
    public static readonly TimeSpan RereadInterval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly StoreContact _contact = new(store, connection);
    private readonly StoreVerification _verification = new(store);
    private readonly LogThrottle _log = new();
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
        while (!_stop.IsCancellationRequested)
        {
            bool mustVerify = await TryResumeAsync().ConfigureAwait(false);
            if (mustVerify)
            {
                await _verification.RunAsync(_stop.Token).ConfigureAwait(false);
            }

            await WaitAsync(store.IsUsable ? RereadInterval : ProbeInterval).ConfigureAwait(false);
        }
    }

    /// <summary>Looks for a sign of life, and takes the store into use if there is one.</summary>
    /// <returns>Whether it was out, so that what is in memory must be compared with it.</returns>
    private async Task<bool> TryResumeAsync()
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
                    return false; // Lost again meanwhile: the next round sees to it.
                }

                store.Resume(missedMessages);
            }

            if (wasOut && _log.MayWrite(store.CacheClock.Time))
            {
                logger.StoreInUse();
            }

            return wasOut || missedMessages;
        }
        catch (Exception exception)
        {
            Fail(missedMessages, exception);
            return false;
        }
    }

    private void Fail(bool missedMessages, Exception exception)
    {
        lock (_gate)
        {
            _missedMessages |= missedMessages;
            _reason = exception.GetType().Name;
        }

        if (store.IsUsable && exception is TimeoutException)
        {
            return; // All is well otherwise; commands notice soon enough if it isn't.
        }

        store.Lose(_reason);

        if (_log.MayWrite(store.CacheClock.Time))
        {
            logger.StoreOut(exception.GetType().Name);
        }
    }

    private async Task WaitAsync(TimeSpan atMost)
    {
        Task begin;
        lock (_gate)
        {
            begin = (store.IsUsable ? _begin : NewSignal()).Task;
        }

        try
        {
            await begin.WaitAsync(atMost, store.CacheClock.Time, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Time for the next round, or the end.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
