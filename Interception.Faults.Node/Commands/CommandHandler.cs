using System.Diagnostics;
using Interception.Faults.Node.Load;
using Interception.Faults.Node.Services;
using Interception.Faults.Node.Watch;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Commands;

/// <summary>Carries out the commands of the rig, one at a time; only a load runs on beside them.</summary>
internal sealed class CommandHandler(NodeHost node) : IAsyncDisposable
{
    private LoadDriver? _load;

    /// <summary>Carries out a command.</summary>
    /// <returns>The body of the reply; null where there is nothing to say but that it is done.</returns>
    public async Task<object?> HandleAsync(NodeCommand command)
    {
        switch (command.Verb)
        {
            case NodeVerb.Load:
                await DisposeAsync();
                _load = new LoadDriver(command.Load!, node.Caller);
                return null;
            case NodeVerb.Halt:
                await DisposeAsync();
                return null;
            case NodeVerb.Mark:
                return node.Recorder.Mark();
            case NodeVerb.Burst:
                return await new Burst(command.Burst!, node.Caller, node.Recorder, node.Runs).RunAsync();
            case NodeVerb.Probe:
                return await Task.WhenAll(command.Probe!.Keys.Select(key => node.Caller.CallAsync(key, command.Probe.Tenant)));
            case NodeVerb.Invalidate:
                await InvalidateAsync(command.Probe!);
                return null;
            case NodeVerb.Shapes:
                return await MakeShapeCallsAsync(command.Shapes!);
            case NodeVerb.Answers:
                return node.Recorder.TakeAnswers();
            case NodeVerb.Stats:
                return Stats();
            case NodeVerb.Stop:
                TimeSpan took = await node.StopAsync();
                return new StopReport(took.TotalMilliseconds, node.Get<LogWatch>().Errors);
            case NodeVerb.Idle:
                await node.Get<IMethodCache>().WhenIdleAsync();
                return null;
            default:
                throw new InvalidOperationException($"There is no command '{command.Verb}'.");
        }
    }

    /// <summary>Ends the load, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_load is { } load)
        {
            _load = null;
            await load.DisposeAsync();
        }
    }

    private async Task InvalidateAsync(ProbePlan plan)
    {
        var cache = node.Get<IMethodCache>();
        string tenant = plan.Tenant;
        foreach (int key in plan.Keys)
        {
            await cache.InvalidateAsync<IPrices>(prices => prices.GetAsync(key, tenant, default));
            await cache.InvalidateAsync<IPrices>(prices => prices.Get(key, tenant));
        }
    }

    /// <remarks>When the report comes, what the calls have written stands in the store.</remarks>
    private async Task<ShapesReport> MakeShapeCallsAsync(ShapesPlan plan)
    {
        ShapesReport report = await new ShapeCalls(node.Get<IShapes>(), node.Get<ShapeRuns>()).MakeAsync(plan);
        await node.Get<IMethodCache>().WhenIdleAsync();
        return report;
    }

    private NodeStats Stats()
    {
        using Process process = Process.GetCurrentProcess();
        LogWatch log = node.Get<LogWatch>();
        return new NodeStats(
            CollectedHeap(), process.Threads.Count, process.HandleCount, AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.IsDynamic), log.Lines,
            node.Get<CanaryTrap>().Leaks, node.Get<MeterWatch>().Counters, log.Last);
    }

    private static long CollectedHeap()
    {
        // Twice, with the finalizers between: what only they held is gone as well.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
