using System.Diagnostics;
using Interception.Faults.Node.Services;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Load;

/// <summary>Makes the calls of a <see cref="BurstPlan"/> at once.</summary>
internal sealed class Burst(BurstPlan plan, Caller caller, CallRecorder recorder, RunLog runs)
{
    public async Task<BurstReport> RunAsync()
    {
        recorder.Mark();
        if (plan.Bare)
        {
            return await RunBareAsync();
        }

        using var givingUp = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        Task<long>[] calls = plan.Synchronous
            ? [.. Enumerable.Range(0, plan.Callers).Select(index => StartThread(index, gate))]
            : [];
        long start = Stopwatch.GetTimestamp();
        gate.Set();
        if (!plan.Synchronous)
        {
            calls = [.. Enumerable.Range(0, plan.Callers).Select(index => CallAsync(index, givingUp.Token))];
            givingUp.CancelAfter(plan.CancelAfterMilliseconds > 0 ? plan.CancelAfterMilliseconds : Timeout.Infinite);
        }

        long[] versions = await Task.WhenAll(calls);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new BurstReport(
            elapsed.TotalMilliseconds, LongestRun(start),
            versions.GroupBy(version => version).ToDictionary(group => group.Key, group => group.Count()), recorder.Mark());
    }

    private async Task<BurstReport> RunBareAsync()
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan elapsed = await caller.CallBareAsync(plan.FirstKey, plan.Tenant, plan.Callers);
        return new BurstReport(elapsed.TotalMilliseconds, LongestRun(start), [], recorder.Mark());
    }

    private double LongestRun(long since) => Enumerable.Range(0, plan.KeyStep == 0 ? 1 : plan.Callers)
        .Max(index => runs.DurationSince(KeyOf(index), plan.Tenant, since)?.TotalMilliseconds ?? 0);

    private Task<long> CallAsync(int index, CancellationToken givingUp) =>
        caller.CallAsync(KeyOf(index), plan.Tenant, index < plan.Cancelling ? givingUp : CancellationToken.None);

    private Task<long> StartThread(int index, ManualResetEventSlim gate)
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                gate.Wait();
                answer.SetResult(caller.Call(KeyOf(index), plan.Tenant));
            },
            maxStackSize: 256 * 1024)
        { IsBackground = true };
        thread.Start();
        return answer.Task;
    }

    private int KeyOf(int index) => plan.FirstKey + index * plan.KeyStep;
}
