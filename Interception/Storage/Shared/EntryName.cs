using System.Runtime.CompilerServices;

namespace Interception.Storage.Shared;

/// <summary>Where an entry stands in the shared store, and what its content is bound to.</summary>
/// <remarks>
/// Immutable. It holds hashes only, never an argument. Most of a name is the same for all entries of a method, so that part is held
/// once; the digest follows it as 40 hexadecimal characters in lower case.
/// </remarks>
internal sealed class EntryName
{
    public const int BindingBytes = 32;

    private readonly Hash _binding;

    /// <summary>Makes a name.</summary>
    /// <param name="start">See <see cref="Start"/>.</param>
    /// <param name="binding">See <see cref="Binding"/>.</param>
    public EntryName(byte[] start, ReadOnlySpan<byte> binding)
    {
        Start = start;
        binding[..BindingBytes].CopyTo(_binding);
    }

    /// <summary>What the names of all entries of the method begin with, in UTF-8. Not to be changed.</summary>
    public byte[] Start { get; }

    /// <summary>Tells it apart from all others.</summary>
    public EntryDigest Digest => EntryDigest.Of(_binding);

    /// <summary>
    /// The whole hash of the full key, 32 bytes: application, method, shapes of arguments and result, generation, arguments and VaryBy
    /// values. An envelope is sealed together with it, so one that was moved to another name does not open there.
    /// </summary>
    public ReadOnlySpan<byte> Binding => _binding;

    [InlineArray(BindingBytes)]
    private struct Hash
    {
        private byte _first;
    }
}
