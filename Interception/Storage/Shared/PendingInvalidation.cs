namespace Interception.Storage.Shared;

/// <summary>The invalidation of one call that the store has yet to be told of.</summary>
/// <param name="Name">The entry.</param>
/// <param name="TimeToLive">How long its tombstone lasts.</param>
/// <param name="Until">When nobody can have the answer any more, in clock ticks.</param>
internal sealed record PendingInvalidation(EntryName Name, TimeSpan TimeToLive, long Until);
