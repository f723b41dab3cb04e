using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Checks;
using Interception.Faults.Tests.Nodes;
using Interception.Faults.Tests.Servers;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Runs;

/// <summary>A node that runs for long, throws entries out all the time and checks what it keeps.</summary>
[TestFixture, Category("Rig")]
internal sealed class SoakTests
{
    private const int Keys = 4_000, MaxEntries = 1_000, CallsPerSecond = 1_000, ChangesPerSecond = 40, Samples = 30;

    /// <summary>Of the mean, and of threads and handles at least so many: one or two come and go.</summary>
    private const double GrowthPercent = 2, GrowthCount = 2;

    /// <remarks>
    /// What is kept for reuse, such as buffers of threads that have ended, is let go of in the first minutes: after the short warm-up of the reduced size the heap still
    /// gets smaller, and only a leak that outweighs that is seen.
    /// </remarks>
    [Test, Property("Row", "R27")]
    public async Task Node_UnderLoad_GrowsNowhere()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var rig = new Rig();
        rig.Source.Delay = TimeSpan.FromMilliseconds(1);
        NodeProcess node = await rig.AddNodeAsync(new NodeConfiguration { Redis = server.Configuration, MaxEntries = MaxEntries });
        await rig.JoinAsync();
        await node.LoadAsync(new LoadPlan(CallsPerSecond, Keys, Zipf: 0));
        List<NodeStats> samples = [];
        List<string> wrong = [];
        WindowReport window;
        await using (new SourceChanges(rig.History, Keys, ChangesPerSecond))
        {
            await Task.Delay(RunSize.Current.SoakWarmUp);
            await node.MarkAsync();
            for (int sample = 0; sample < Samples; sample++)
            {
                await Task.Delay(RunSize.Current.Soak / Samples);
                wrong.AddRange(await rig.FindWrongAsync());
                samples.Add(await node.StatsAsync());
            }

            window = await node.MarkAsync();
        }

        Trend heap = Trend.Through([.. samples.Select(sample => sample.HeapBytes / 1024d / 1024)]);
        Trend threads = Trend.Through([.. samples.Select(sample => (double)sample.Threads)]);
        Trend handles = Trend.Through([.. samples.Select(sample => (double)sample.Handles)]);
        new RunRow("R27", $"a node under {CallsPerSecond:#,0} calls/s for {RunSize.Current.Soak.TotalMinutes:0} min, {Keys:#,0} keys in {MaxEntries:#,0} entries")
            .Note("heap", heap.Mean, "MiB")
            .Note("threads", threads.Mean)
            .Note("handles", handles.Mean)
            .Note("dynamic assemblies", samples[^1].DynamicAssemblies)
            .Note("log lines", window.LogLines)
            .AtLeast("calls", window.All.Total, 0.9 * CallsPerSecond * RunSize.Current.Soak.TotalSeconds)
            .AtLeast("answers thrown out for others", Counted("interception.requests/miss"), 0.5 * window.All.Total)
            .AtLeast("checks", Counted("interception.checks/unchanged") + Counted("interception.checks/changed"), 0.1 * window.All.Total)
            .AtMost("heap growth", heap.GrowthPercent, GrowthPercent, "%")
            .AtMost("thread growth", threads.Growth, Math.Max(GrowthCount, GrowthPercent * threads.Mean / 100))
            .AtMost("handle growth", handles.Growth, Math.Max(GrowthCount, GrowthPercent * handles.Mean / 100))
            .AtMost("new dynamic assemblies", samples[^1].DynamicAssemblies - samples[0].DynamicAssemblies, 0)
            .None("exceptions", window.Exceptions)
            .None("wrong answers", wrong)
            .Conclude();

        long Counted(string counter) => samples[^1].Counters.GetValueOrDefault(counter) - samples[0].Counters.GetValueOrDefault(counter);
    }
}
