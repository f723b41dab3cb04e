namespace Interception.Configuration;

/// <inheritdoc cref="RefreshOptions"/>
internal sealed record RefreshSettings(int Concurrency, int QueueCapacity, TimeSpan DrainTimeout, double? MaxChecksPerSecond);
