using System.Diagnostics;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Checks;

/// <summary>Counts how often the method was run per key and interval.</summary>
internal static class CallSpacing
{
    /// <summary>The mean over keys of the runs that came within a stretch of time, divided by the intervals in it.</summary>
    public static double PerInterval(SourceHistory history, IEnumerable<int> keys, long from, long to, TimeSpan interval)
    {
        double intervals = Stopwatch.GetElapsedTime(from, to) / interval;
        return keys.Average(key => history[key].Calls.Count(call => call.At >= from && call.At < to)) / intervals;
    }
}
