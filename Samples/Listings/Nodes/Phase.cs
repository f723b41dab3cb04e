using Listings.Profile;

namespace Listings.Nodes;

/// <summary>A stretch of a load: what its requests took, which failed, and how often the listing ran.</summary>
/// <param name="Start">When it began, from the start of the load.</param>
/// <param name="End">When it ended.</param>
/// <param name="Runs">The runs of all nodes.</param>
/// <param name="Took">How long the views took that began in it.</param>
/// <param name="Failures">The requests that began in it and failed.</param>
public sealed record Phase(
    TimeSpan Start, TimeSpan End, long Runs, IReadOnlyList<TimeSpan> Took, IReadOnlyList<FailedRequest> Failures)
{
    /// <summary>How long it was.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>The whole load, without an outage.</summary>
    public static Phase Whole(SceneRecord scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return Of(scene.Load, TimeSpan.Zero, scene.Load.Duration, scene.RunsAtEnd - scene.RunsAtStart);
    }

    /// <summary>What was before the outage, during it, and after it.</summary>
    public static IReadOnlyList<Phase> Around(OutageRecord outage, SceneRecord scene)
    {
        ArgumentNullException.ThrowIfNull(outage);
        ArgumentNullException.ThrowIfNull(scene);

        // A server that starts slowly may be back when nobody looks any more; then nothing was after the outage.
        bool isBack = outage.BackAt < scene.Load.Duration;
        TimeSpan back = isBack ? outage.BackAt : scene.Load.Duration;
        long runsAtBack = isBack ? outage.RunsAtBack : scene.RunsAtEnd;
        return
        [
            Of(scene.Load, TimeSpan.Zero, outage.KilledAt, outage.RunsAtKill - scene.RunsAtStart),
            Of(scene.Load, outage.KilledAt, back, runsAtBack - outage.RunsAtKill),
            Of(scene.Load, back, scene.Load.Duration, scene.RunsAtEnd - runsAtBack),
        ];
    }

    /// <summary>A percentile of what the views took, in milliseconds; a dash where nobody looked.</summary>
    public string Percentile(int percent) =>
        Took.Count == 0 ? "-" : ReportTable.Milliseconds(new Percentiles(Took).At(percent));

    private static Phase Of(LoadRecord load, TimeSpan start, TimeSpan end, long runs) => new(
        start,
        end,
        runs,
        [.. load.Views.Where(view => view.StartedAt >= start && view.StartedAt < end).Select(view => view.Took)],
        [.. load.Failures.Where(failure => failure.StartedAt >= start && failure.StartedAt < end)]);
}
