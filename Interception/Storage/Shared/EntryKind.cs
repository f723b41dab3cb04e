namespace Interception.Storage.Shared;

/// <summary>What stands under a name in the shared store.</summary>
internal enum EntryKind
{
    /// <summary>Nothing yet but a lease: some node runs the method.</summary>
    Lease,

    /// <summary>An answer.</summary>
    Value,

    /// <summary>An answer that is null.</summary>
    Null,

    /// <summary>An answer was invalidated; runs that began before must not bring it back.</summary>
    Tombstone,
}
