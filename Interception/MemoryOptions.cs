namespace Interception;

/// <summary>Bounds of what is kept in memory, over all methods. Whichever is reached first evicts what is used least: a call that is made once pushes out nothing that is asked for again and again.</summary>
public sealed class MemoryOptions
{
    /// <summary>How many answers are kept: 1 to 100,000,000. The default is 100,000.</summary>
    public int MaxEntries { get; set; } = 100_000;

    /// <summary>
    /// How many bytes the entries may be charged for: at least 64 KB. The default is 256 MB (268,435,456 bytes). The
    /// charge of an entry is an estimate: its key, twice its serialized result, and 512 bytes, 768 with Redis.
    /// </summary>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;
}
