using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Keys;

/// <summary>A parameter that counts in keys.</summary>
/// <param name="Position">Its position among all parameters.</param>
/// <param name="Name">Its name.</param>
/// <param name="Shape">What its type consists of; a by-reference type is taken for what it refers to.</param>
/// <param name="Part">The type of its part of the key.</param>
/// <param name="Writer">What encodes it, for an encoded part.</param>
/// <param name="Codec">What copies it, for an encoded part.</param>
internal sealed record KeyParameter(
    int Position, string? Name, TypeShape Shape, Type Part, CanonicalWriter? Writer, IArgumentCodec? Codec);
