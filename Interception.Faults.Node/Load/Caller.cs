using System.Diagnostics;
using Interception.Faults.Node.Services;

namespace Interception.Faults.Node.Load;

/// <summary>Makes one call of the cached service and records what became of it. Nothing that it throws goes further.</summary>
internal sealed class Caller(IPrices prices, CallRecorder recorder, RunLog runs)
{
    /// <summary>Calls the asynchronous method.</summary>
    /// <returns>The version served, or -1.</returns>
    public async Task<long> CallAsync(int key, string tenant, CancellationToken cancellationToken = default)
    {
        long floor = recorder.Newest(key, tenant);
        CallTag tag = CallTag.Open();
        long start = Stopwatch.GetTimestamp();
        try
        {
            Reading reading = await prices.GetAsync(key, tenant, cancellationToken);
            return Record(key, tenant, reading, floor, start, tag);
        }
        catch (Exception exception)
        {
            return Record(exception, cancellationToken.IsCancellationRequested);
        }
    }

    /// <summary>Makes calls of one key at once, waits for them all, and only then writes them down.</summary>
    /// <returns>How long it took until all were answered.</returns>
    public async Task<TimeSpan> CallBareAsync(int key, string tenant, int callers)
    {
        var calls = new Task<Reading>[callers];
        long start = Stopwatch.GetTimestamp();
        for (int index = 0; index < callers; index++)
        {
            calls[index] = prices.GetAsync(key, tenant, CancellationToken.None);
        }

        Reading[] readings = await Task.WhenAll(calls);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        foreach (Reading reading in readings)
        {
            Record(key, tenant, reading, floor: 0, start, new CallTag());
        }

        return elapsed;
    }

    /// <summary>Calls the synchronous method.</summary>
    /// <returns>The version served, or -1.</returns>
    public long Call(int key, string tenant)
    {
        long floor = recorder.Newest(key, tenant);
        CallTag tag = CallTag.Open();
        long start = Stopwatch.GetTimestamp();
        try
        {
            Reading reading = prices.Get(key, tenant);
            return Record(key, tenant, reading, floor, start, tag);
        }
        catch (Exception exception)
        {
            return Record(exception, isCancelled: false);
        }
    }

    private long Record(int key, string tenant, Reading? reading, long floor, long start, CallTag tag)
    {
        long end = Stopwatch.GetTimestamp();
        recorder.Window.Answered(tag.Result, Stopwatch.GetElapsedTime(start, end), runs.DurationSince(key, tenant, start));
        recorder.Answered(key, tenant, reading, floor, end);
        return reading?.Version ?? -1;
    }

    private long Record(Exception exception, bool isCancelled)
    {
        if (exception is SourceFailedException)
        {
            recorder.Window.MethodFailed();
        }
        else if (isCancelled && exception is OperationCanceledException)
        {
            recorder.Window.Cancelled();
        }
        else
        {
            recorder.Window.Failed(exception);
        }

        return -1;
    }
}
