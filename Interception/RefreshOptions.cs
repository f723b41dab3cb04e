namespace Interception;

/// <summary>Bounds of the background work: how many stale checks wait, and how many run.</summary>
public sealed class RefreshOptions
{
    /// <summary>How many checks run at once that hits have asked for, over all methods: 1 to 1,024. The default is 4. Runs that somebody waits for come on top: after misses, inside other checks, by hand.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How many checks may wait; one more is refused and counted: 1 to 1,000,000. The default is 1,024.</summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>How long a stopping host waits for the checks that run before it cancels them; those that wait are dropped: 0 to 1 minute. The default is 2 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many checks a second all methods may make together in this process: 0.001 to 1,000,000. None by default, which is no bound. Methods whose checks
    /// adapt share them so that they prevent the most stale answers.
    /// </summary>
    public double? MaxChecksPerSecond { get; set; }
}
