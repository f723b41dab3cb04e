namespace Interception.Storage.Shared;

/// <summary>Where an entry stands in the shared store, and what this node knows of it there.</summary>
/// <remarks>Thread-safe: single words.</remarks>
/// <param name="method">The entry's method.</param>
/// <param name="name">Its name.</param>
/// <param name="contentVersion">The version of the content there; 0 if it has not been accepted there yet.</param>
/// <param name="epoch">The epoch in which it was read from the store, or its run began.</param>
internal sealed class SharedPlace(SharedMethod method, EntryName name, long contentVersion, int epoch)
{
    /// <summary>What it takes in memory, about: the name, the hash it is bound to, its place in the index.</summary>
    public const int ChargeBytes = 256;

    private long _contentVersion = contentVersion;
    private int _epoch = epoch;
    private long _disputedVersion;

    public SharedMethod Method => method;

    public EntryName Name => name;

    /// <summary>The version under which the store has this content; 0 if it has not accepted it yet.</summary>
    public long ContentVersion
    {
        get => Volatile.Read(ref _contentVersion);
        set => Volatile.Write(ref _contentVersion, value);
    }

    /// <summary>When the run of this node that found this content ended, on the clock of versions; 0 if another node's run has.</summary>
    public long FoundAt { get; } = contentVersion == 0 ? method.Store.Clock.NowMicroseconds : 0;

    /// <summary>The version of another answer that may be older or newer than this one: the next check decides. 0 if there is none.</summary>
    public long DisputedVersion
    {
        get => Volatile.Read(ref _disputedVersion);
        set => Volatile.Write(ref _disputedVersion, value);
    }

    /// <summary>The <see cref="SharedStore.Epoch"/> in which the entry was last compared with the store.</summary>
    public int Epoch
    {
        get => Volatile.Read(ref _epoch);
        set => Volatile.Write(ref _epoch, value);
    }

    /// <summary>The place of another answer to the same call.</summary>
    public SharedPlace WithContent(long version) => new(method, name, version, method.Store.Epoch);
}
