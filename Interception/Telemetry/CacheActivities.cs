using System.Diagnostics;

namespace Interception.Telemetry;

/// <summary>The activity source "Interception": one span for a run after a miss, one for a stale check, none for a hit.</summary>
internal static class CacheActivities
{
    public const string SourceName = "Interception";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A run that a caller waits for; part of the caller's trace.</summary>
    public static CacheSpan StartRun(string method) => Start("run ", method);

    /// <summary>A check; a trace of its own, unless a run asked for it.</summary>
    public static CacheSpan StartCheck(string method) => Start("check ", method);

    /// <summary>A listener is the application's own code; what it throws must not become a call's.</summary>
    private static CacheSpan Start(string kind, string method)
    {
        Activity? before = Activity.Current;
        try
        {
            return new CacheSpan(Source.HasListeners() ? Source.StartActivity(kind + method) : null, before);
        }
        catch (Exception)
        {
            Activity.Current = before; // A span whose start was refused is current all the same.
            return default;
        }
    }
}
