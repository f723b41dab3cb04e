using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Nodes;

namespace Interception.Faults.Tests.Runs;

[TestFixture, Category("Rig")]
internal sealed class MutatedEntriesTests
{
    /// <summary>A pair makes one call at a time, and mostly waits for its answer: three keep two cores busy.</summary>
    private const int PairCount = 3;

    private const int FirstSeed = 7;

    /// <remarks>One node of a pair reads every entry damaged; the other one reads them all again, and finds them put right.</remarks>
    [Test, Property("Row", "R7"), Property("Failure", "X13")]
    public async Task Nodes_EntriesMutated_ServeNothingWrongAndPutThemRight()
    {
        var mutated = new Tally(RunSize.Current.MutatedEntries);
        MutationReport[] pairs = await Task.WhenAll(
            Enumerable.Range(FirstSeed, PairCount).Select(seed => RunPairAsync(seed, mutated)));

        ShapesReport[] damaged = [.. pairs.SelectMany(pair => pair.Damaged)];
        ShapesReport[] healed = [.. pairs.SelectMany(pair => pair.Healed)];
        new RunRow("R7", $"mutated live entries of {ShapeMethods.Names.Count} result types")
            .AtLeast("mutated entries", mutated.Count, RunSize.Current.MutatedEntries)
            .AtLeast("runs that damage caused", damaged.Sum(report => report.Runs), mutated.Count / 2)
            .AtMost("crashes", pairs.Sum(pair => pair.Crashes), 0)
            .None("exceptions", [.. damaged.Concat(healed).SelectMany(report => report.Exceptions)])
            .None("wrong answers", [.. damaged.Concat(healed).SelectMany(report => report.Wrong)])
            .AtMost("entries not put right", healed.Sum(report => report.Runs), 0)
            .Conclude();
    }

    private static async Task<MutationReport> RunPairAsync(int seed, Tally mutated)
    {
        await using MutationPair pair = await MutationPair.StartAsync(seed);
        return await pair.RunAsync(mutated);
    }
}
