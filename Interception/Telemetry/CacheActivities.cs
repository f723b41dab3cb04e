using System.Diagnostics;

namespace Interception.Telemetry;

/// <summary>The activity source "Interception": one span for a run after a miss, one for a stale check, none for a hit.</summary>
internal static class CacheActivities
{
    public const string SourceName = "Interception";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A run that a caller waits for; part of the caller's trace.</summary>
    public static Activity? StartRun(string method) =>
        Source.HasListeners() ? Source.StartActivity("run " + method) : null;

    /// <summary>A check that nobody waits for; a trace of its own.</summary>
    public static Activity? StartCheck(string method) =>
        Source.HasListeners() ? Source.StartActivity("check " + method) : null;
}
