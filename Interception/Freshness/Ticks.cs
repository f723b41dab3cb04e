namespace Interception.Freshness;

/// <summary>Clock ticks of 100 nanoseconds, as the arithmetic wants them.</summary>
internal static class Ticks
{
    /// <summary>Seconds; none for a time that goes back.</summary>
    public static double ToSeconds(long ticks) => Math.Max(0, ticks) / (double)TimeSpan.TicksPerSecond;
}
