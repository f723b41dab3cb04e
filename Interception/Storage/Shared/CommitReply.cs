namespace Interception.Storage.Shared;

/// <summary>The store's word on a <see cref="CommitRequest"/>.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">The version of the content that stands there now.</param>
/// <param name="Envelope">What stands there, unopened. Only with <see cref="CommitOutcome.Rejected"/>.</param>
internal readonly record struct CommitReply(CommitOutcome Outcome, long Version, ReadOnlyMemory<byte> Envelope);
