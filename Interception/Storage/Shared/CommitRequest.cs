namespace Interception.Storage.Shared;

/// <summary>Offers an answer to the store.</summary>
/// <param name="Token">The token of its run.</param>
/// <param name="Envelope">The sealed envelope; its place for "proven at" is filled in by the store.</param>
/// <param name="Age">How long ago the run began.</param>
/// <param name="TimeToLive">How long the store keeps it.</param>
/// <param name="Overwrite">
/// Whether to write it even where the store has the same content: set when what stands there could not be opened.
/// </param>
internal readonly record struct CommitRequest(
    long Token, ReadOnlyMemory<byte> Envelope, TimeSpan Age, TimeSpan TimeToLive, bool Overwrite);
