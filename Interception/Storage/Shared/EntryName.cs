namespace Interception.Storage.Shared;

/// <summary>Where an entry stands in the shared store, and what its content is bound to.</summary>
/// <remarks>
/// Immutable. It holds hashes only, never an argument. Most of a name is the same for all entries of a method, so that part is held
/// once; the digest follows it as 40 hexadecimal characters in lower case.
/// </remarks>
/// <param name="Start">What the names of all entries of the method begin with, in UTF-8. Not to be changed.</param>
/// <param name="Digest">Tells it apart from all others.</param>
/// <param name="Binding">
/// The whole hash of the full key, 32 bytes: application, method, shapes of arguments and result, generation, arguments and VaryBy
/// values. An envelope is sealed together with it, so one that was moved to another name does not open there.
/// </param>
internal sealed record EntryName(byte[] Start, EntryDigest Digest, byte[] Binding);
