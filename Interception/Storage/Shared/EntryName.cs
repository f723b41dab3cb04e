namespace Interception.Storage.Shared;

/// <summary>Where an entry stands in the shared store, and what its content is bound to.</summary>
/// <remarks>Immutable. It holds hashes only, never an argument.</remarks>
/// <param name="Text">The name in the store; it ends in the digest as 40 hexadecimal characters in lower case.</param>
/// <param name="Digest">Tells it apart from all others.</param>
/// <param name="Binding">
/// The whole hash of the full key, 32 bytes: application, method, shapes of arguments and result, generation, arguments and VaryBy
/// values. An envelope is sealed together with it, so one that was moved to another name does not open there.
/// </param>
internal sealed record EntryName(string Text, EntryDigest Digest, byte[] Binding);
