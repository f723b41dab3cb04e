namespace Interception.Faults.Node.Wire;

/// <summary>The calls that ended within one window of measurement.</summary>
/// <param name="Seconds">How long the window was.</param>
/// <param name="ByResult">Latencies by what the library's meter called the request: hit, miss, bypass.</param>
/// <param name="All">All latencies.</param>
/// <param name="MissOverhead">Of calls whose own node ran the method for them: latency less that run's duration.</param>
/// <param name="Exceptions">Exceptions that reached a caller and were not the method's own: type names, as often as they
/// came.</param>
/// <param name="MethodFailures">The method's own exceptions.</param>
/// <param name="Cancelled">Calls that gave up.</param>
/// <param name="Wrong">Answers for another key or tenant than was asked for.</param>
/// <param name="Regressions">Answers older than one that had been served on this node before the call began.</param>
/// <param name="LogLines">Lines that the node logged.</param>
internal sealed record WindowReport(
    double Seconds, Dictionary<string, HistogramReport> ByResult, HistogramReport All, HistogramReport MissOverhead,
    string[] Exceptions, long MethodFailures, long Cancelled, string[] Wrong, string[] Regressions, long LogLines)
{
    /// <summary>The calls of one kind; none if there were none.</summary>
    public HistogramReport Of(string result) => ByResult.GetValueOrDefault(result, HistogramReport.None);

    /// <summary>All windows as one: as long as the longest.</summary>
    public static WindowReport Sum(IReadOnlyCollection<WindowReport> windows) => new(
        windows.Max(window => window.Seconds),
        windows.SelectMany(window => window.ByResult).GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => HistogramReport.Sum(group.Select(pair => pair.Value))),
        HistogramReport.Sum(windows.Select(window => window.All)),
        HistogramReport.Sum(windows.Select(window => window.MissOverhead)),
        [.. windows.SelectMany(window => window.Exceptions)],
        windows.Sum(window => window.MethodFailures),
        windows.Sum(window => window.Cancelled),
        [.. windows.SelectMany(window => window.Wrong)],
        [.. windows.SelectMany(window => window.Regressions)],
        windows.Sum(window => window.LogLines));
}
