using System.Diagnostics;

namespace Interception.Faults.Tests.Checks;

/// <summary>Waits for what will happen soon, and says what has not.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a condition holds.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="TimeoutException">It did not hold within the limit.</exception>
    public static async Task<TimeSpan> UntilAsync(string what, TimeSpan limit, Func<Task<bool>> condition)
    {
        TimeSpan? taken = await WithinAsync(limit, condition);
        return taken ?? throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s, but not yet: {what}.");
    }

    /// <summary>Waits until a condition holds, or the limit has passed.</summary>
    /// <returns>How long that took; null when it did not hold in time.</returns>
    public static async Task<TimeSpan?> WithinAsync(TimeSpan limit, Func<Task<bool>> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await condition())
            {
                return Stopwatch.GetElapsedTime(start);
            }

            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                return null;
            }

            await Task.Delay(Poll);
        }
    }
}
