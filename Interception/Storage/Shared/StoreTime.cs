namespace Interception.Storage.Shared;

/// <summary>Durations as the store reckons them: whole milliseconds.</summary>
internal static class StoreTime
{
    /// <summary>31 years: with it added, the store's clock still has 13 digits.</summary>
    public const long LongestMilliseconds = 1_000_000_000_000;

    /// <summary>Cuts off the fraction of a millisecond, and what is negative or longer than the store can hold.</summary>
    public static long Milliseconds(TimeSpan duration) =>
        Math.Clamp(duration.Ticks / TimeSpan.TicksPerMillisecond, 0, LongestMilliseconds);

    /// <summary>For how long to keep an entry: at least a millisecond, because stores refuse to keep it for none.</summary>
    public static long TimeToLive(TimeSpan duration) => Math.Max(1, Milliseconds(duration));
}
