using System.Diagnostics;

namespace Interception.Faults.Node.Watch;

/// <summary>Listens to the library's activities and looks for canaries in them.</summary>
internal sealed class TraceWatch : IDisposable
{
    private readonly ActivityListener _listener;

    public TraceWatch(CanaryTrap trap)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Interception",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Look(trap, activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private static void Look(CanaryTrap trap, Activity activity)
    {
        trap.Look("trace", activity.DisplayName);
        trap.Look("trace", activity.StatusDescription);
        IEnumerable<object?> values = activity.TagObjects.Select(tag => tag.Value)
            .Concat(activity.Events.SelectMany(happening => happening.Tags).Select(tag => tag.Value));
        foreach (object? value in values)
        {
            trap.Look("trace", value?.ToString());
        }
    }
}
