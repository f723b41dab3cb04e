namespace Interception.Faults.Tests.Runs;

/// <summary>A few faults one after the other, some of them overlapping. The same seed makes the same schedule.</summary>
internal sealed record FaultSchedule(int Seed, IReadOnlyList<FaultStep> Steps)
{
    private const int MaxSteps = 5;
    private const int MaxBeforeMilliseconds = 150;
    private const int MinHoldMilliseconds = 50;
    private const int MaxHoldMilliseconds = 500;

    public static FaultSchedule Draw(int seed, int nodes, int keys)
    {
        var dice = new Random(seed);
        ScheduledFault[] faults = Enum.GetValues<ScheduledFault>();
        return new FaultSchedule(
            seed,
            [
                .. Enumerable.Range(0, dice.Next(1, MaxSteps + 1)).Select(_ => new FaultStep(
                    faults[dice.Next(faults.Length)], dice.Next(nodes), dice.Next(keys),
                    TimeSpan.FromMilliseconds(dice.Next(MaxBeforeMilliseconds)),
                    TimeSpan.FromMilliseconds(dice.Next(MinHoldMilliseconds, MaxHoldMilliseconds)))),
            ]);
    }

    public override string ToString() => $"seed {Seed}: {string.Join(", ", Steps.Select(Describe))}";

    private static string Describe(FaultStep step) => $"{step.Fault} on {step.Node} for {step.HoldsFor.TotalMilliseconds} ms";
}
