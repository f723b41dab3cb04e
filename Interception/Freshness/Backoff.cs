namespace Interception.Freshness;

/// <summary>How long an answer is left alone whose check has failed: 1 second after the first failure, doubled by each further one, 1 minute at most.</summary>
/// <remarks>
/// Doubling is truncated exponential backoff, IEEE 802.3 section 4.2.3.2.5. The minute bounds both sides: while a method
/// fails for 10 minutes it is tried 15 times for each answer, and once it works again that shows within a minute.
/// </remarks>
internal static class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The pause after so many failures in a row; none after none.</summary>
    public static TimeSpan After(int failures)
    {
        if (failures <= 0)
        {
            return TimeSpan.Zero;
        }

        const int longestShift = 6; // 2^6 seconds is past the longest pause already.
        TimeSpan pause = First * (1 << Math.Min(failures - 1, longestShift));
        return pause < Longest ? pause : Longest;
    }
}
