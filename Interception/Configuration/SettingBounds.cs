using Interception.Configuration.Parsing;

namespace Interception.Configuration;

/// <summary>The bounds and defaults that the doc comments of the options promise.</summary>
internal static class SettingBounds
{
    public static readonly Bound<TimeSpan> Expiry = Duration(TimeSpan.FromDays(30), TimeSpan.FromMinutes(10));

    public static readonly Bound<TimeSpan> CheckInterval = Duration(TimeSpan.FromDays(30), TimeSpan.FromSeconds(30));

    public static readonly Bound<TimeSpan> MinCheckInterval = Duration(TimeSpan.FromDays(30), TimeSpan.FromSeconds(1));

    public static readonly Bound<TimeSpan> MaxCheckInterval = Duration(TimeSpan.FromDays(30), TimeSpan.FromMinutes(10));

    public static readonly Bound<double> StaleTarget = new(0.0001, 1, 0.01, ShareText.Write);

    public static readonly Bound<double> CheckBudget = new(0.0001, 1, 0.1, ShareText.Write);

    public static readonly Bound<double> WaitWhenLikelyStale = new(0.01, 1, 0.9, ShareText.Write);

    public static readonly Bound<double> WaitBudget = new(0.0001, 1, 1, ShareText.Write);

    public static readonly Bound<double> VerifyShare = new(0, 1, 0, ShareText.Write);

    public static readonly Bound<double> HoldoutShare = new(0, 0.5, 0, ShareText.Write);

    public static readonly Bound<double> MaxChecksPerSecond = new(0.001, 1_000_000, 0, DecimalText.Write);

    public static readonly Bound<TimeSpan> RunTimeout = Duration(TimeSpan.FromDays(1), TimeSpan.FromSeconds(30));

    public static readonly Bound<TimeSpan> DrainTimeout =
        new(TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2), DurationText.Write);

    public static readonly Bound<int> Concurrency = new(1, 1024, 4, NumberText.Write);

    /// <summary>Its default is half of the whole cache's concurrency, see <see cref="MethodLayer.ToPolicy"/>.</summary>
    public static readonly Bound<int> MaxConcurrentChecks = new(1, 1024, 2, NumberText.Write);

    public static readonly Bound<int> QueueCapacity = new(1, 1_000_000, 1024, NumberText.Write);

    public static readonly Bound<int> MaxEntries = new(1, 100_000_000, 100_000, NumberText.Write);

    public static readonly Bound<long> MaxBytes = new(64L << 10, null, 256L << 20, SizeText.Write);

    public static readonly Bound<TimeSpan> Timeout =
        new(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), DurationText.Write);

    public static readonly Bound<TimeSpan> LeaseWait =
        new(TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(200), DurationText.Write);

    public static readonly Bound<int> InlineBytes = new(0, 64 << 10, 4 << 10, static bytes => SizeText.Write(bytes));

    public static readonly Bound<long> MaxPayload = new(1L << 10, 64L << 20, 1L << 20, SizeText.Write);

    /// <summary>Its most is MaxPayload, see <see cref="RedisSettingsBuilder"/>.</summary>
    public static readonly Bound<long> CompressAbove = new(0, null, 16L << 10, SizeText.Write);

    private static Bound<TimeSpan> Duration(TimeSpan most, TimeSpan byDefault) =>
        new(TimeSpan.FromMilliseconds(10), most, byDefault, DurationText.Write);
}
