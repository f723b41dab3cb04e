using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Load;

/// <summary>Makes the calls of a <see cref="LoadPlan"/> until it is disposed of, then waits for those in flight.</summary>
internal sealed class LoadDriver : IAsyncDisposable
{
    private const int SynchronousThreads = 8;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly LoadPlan _plan;
    private readonly Caller _caller;
    private readonly ZipfKeys _keys;
    private readonly CancellationTokenSource _halt = new();
    private readonly Task _lanes;
    private int _inFlight;
    private int _cold;

    public LoadDriver(LoadPlan plan, Caller caller)
    {
        _plan = plan;
        _caller = caller;
        _keys = new ZipfKeys(plan.Keys, plan.Zipf);
        _lanes = plan.Synchronous
            ? Task.WhenAll(Enumerable.Range(0, SynchronousThreads).Select(StartThread))
            : Task.Run(DriveAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _halt.CancelAsync();
        await _lanes;
        while (Volatile.Read(ref _inFlight) > 0)
        {
            await Task.Delay(Tick);
        }

        _halt.Dispose();
    }

    private async Task DriveAsync()
    {
        var dice = new Random(_plan.Seed);
        var hot = new Pace(_plan.CallsPerSecond);
        var cold = new Pace(_plan.ColdCallsPerSecond);
        using var timer = new PeriodicTimer(Tick);
        while (await NextAsync(timer))
        {
            for (int due = hot.TakeDue(); due > 0; due--)
            {
                _ = CallAsync(_keys.Draw(dice), Tenant(dice));
            }

            for (int due = cold.TakeDue(); due > 0; due--)
            {
                _ = CallAsync(NextCold(), Tenant(dice));
            }
        }
    }

    private async ValueTask<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_halt.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task CallAsync(int key, string tenant)
    {
        Interlocked.Increment(ref _inFlight);
        await _caller.CallAsync(key, tenant);
        Interlocked.Decrement(ref _inFlight);
    }

    private Task StartThread(int lane)
    {
        var ended = new TaskCompletionSource();
        new Thread(() => { Drive(lane); ended.SetResult(); }) { IsBackground = true }.Start();
        return ended.Task;
    }

    private void Drive(int lane)
    {
        var dice = new Random(HashCode.Combine(_plan.Seed, lane));
        var hot = new Pace(Math.Max(1, _plan.CallsPerSecond / SynchronousThreads));
        var cold = new Pace(_plan.ColdCallsPerSecond / SynchronousThreads);
        while (!_halt.Token.WaitHandle.WaitOne(Tick))
        {
            for (int due = hot.TakeDue(); due > 0; due--)
            {
                _caller.Call(_keys.Draw(dice), Tenant(dice));
            }

            for (int due = cold.TakeDue(); due > 0; due--)
            {
                _caller.Call(NextCold(), Tenant(dice));
            }
        }
    }

    private int NextCold() => _plan.ColdFrom + Interlocked.Increment(ref _cold);

    private string Tenant(Random dice) => $"t{dice.Next(_plan.Tenants)}";
}
