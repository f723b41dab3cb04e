namespace Interception.Configuration;

/// <inheritdoc cref="MemoryOptions"/>
internal sealed record MemorySettings(int MaxEntries, long MaxBytes);
