namespace Interception.Storage.Shared;

/// <summary>What became of an answer that was offered to the store.</summary>
internal enum CommitOutcome
{
    /// <summary>It stands there now, and the other nodes have been told.</summary>
    Accepted,

    /// <summary>The same content stood there already; it is proven again.</summary>
    Same,

    /// <summary>A run that began later, or an invalidation, has spoken already; the reply holds what stands there.</summary>
    Rejected,
}
