using System.Diagnostics;

namespace Interception.Telemetry;

/// <summary>A span of the cache's, or none where nobody listens; disposing of it ends it.</summary>
/// <param name="activity">The span.</param>
/// <param name="before">What was current before it.</param>
internal readonly struct CacheSpan(Activity? activity, Activity? before) : IDisposable
{
    public Activity? Activity => activity;

    /// <summary>Never throws: a listener that does, at the end of a span, must not take the result from a call.</summary>
    public void Dispose()
    {
        try
        {
            activity?.Dispose();
        }
        catch (Exception)
        {
            Activity.Current = before; // The span would have done it after the listeners.
        }
    }
}
