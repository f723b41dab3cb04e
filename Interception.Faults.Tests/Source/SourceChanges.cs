using System.Diagnostics;

namespace Interception.Faults.Tests.Source;

/// <summary>Changes keys of the source at a steady rate until it is disposed of.</summary>
internal sealed class SourceChanges : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _changes;

    /// <param name="history">The source.</param>
    /// <param name="keys">Keys 0 to this, without it, are changed in turn.</param>
    /// <param name="perSecond">How many of them change in a second.</param>
    public SourceChanges(SourceHistory history, int keys, int perSecond)
    {
        _changes = Task.Run(() => ChangeAsync(history, keys, perSecond));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _changes;
        _end.Dispose();
    }

    private async Task ChangeAsync(SourceHistory history, int keys, int perSecond)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        int changed = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                for (int due = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); changed < due; changed++)
                {
                    history[changed % keys].Change();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough changed.
        }
    }
}
