using System.Globalization;
using Interception.Refresh;

namespace Interception.Composition;

/// <summary>Tells whether stale checks keep up: none refused lately, no method left alone because its runs hang.</summary>
internal sealed class CheckHealth(CacheRuntime runtime) : IHealthSource
{
    /// <summary>How long one refusal counts as a trouble: longer than probes usually are apart, so that none of them misses it.</summary>
    public static readonly TimeSpan RefusalWindow = TimeSpan.FromMinutes(1);

    public IEnumerable<string> FindTroubles()
    {
        CheckQueue queue = runtime.Queue;
        if (queue.Refusals.AnyWithin(RefusalWindow))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"checks were refused within the last minute: {queue.Refused} since the start, {queue.Length} waiting, "
                    + $"{runtime.Settings.Refresh.QueueCapacity} at most (Refresh:QueueCapacity)");
        }

        foreach (CheckLane lane in runtime.Decorated.SelectMany(one => one.Methods).Select(one => one.Lane))
        {
            if (lane.Overdue.AreTooMany)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"checks of '{lane.Plan.Name}' are suspended: {lane.Overdue.Count} runs overdue");
            }
        }
    }
}
