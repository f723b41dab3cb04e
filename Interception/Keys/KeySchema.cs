using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Keys;

/// <summary>How the keys of one method are made: which parameters count, and of which parts the key consists.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal sealed class KeySchema
{
    /// <summary>The longest key: 64 KiB. A call with a longer one runs uncached.</summary>
    public const int MaxKeyBytes = 64 * 1024;

    private readonly KeyParameter[] _parameters;
    private readonly int[] _positions;

    internal KeySchema(IReadOnlyList<KeyParameter> parameters, IReadOnlyList<ParameterInfo> ignored, int varyByCount)
    {
        _parameters = [.. parameters];
        _positions = [.. parameters.Select(parameter => parameter.Position)];
        IgnoredParameters = ignored;
        VaryByCount = varyByCount;
        KeyType = KeyParts.Close([.. parameters.Select(parameter => parameter.Part)], varyByCount);
    }

    /// <summary>The closed type of the method's keys, an <see cref="IKey{TSelf}"/>.</summary>
    public Type KeyType { get; }

    /// <summary>The parameters that count in keys, in order.</summary>
    public IReadOnlyList<KeyParameter> Parameters => _parameters;

    /// <summary>The parameters left out of keys, in order.</summary>
    public IReadOnlyList<ParameterInfo> IgnoredParameters { get; }

    /// <summary>The number of VaryBy values in a key.</summary>
    public int VaryByCount { get; }

    /// <summary>The number of arguments in a key.</summary>
    public int ArgumentCount => _parameters.Length;

    /// <summary>Makes the schema of a method.</summary>
    /// <param name="method">The method, closed; by-reference parameters are taken for what they refer to.</param>
    /// <param name="ignoreParameters">Names of parameters to leave out, besides tokens, progress and [KeyIgnore].</param>
    /// <param name="varyByCount">How many VaryBy values belong to the key.</param>
    /// <param name="shapes">Takes the parameters' types apart.</param>
    /// <param name="keyWriters">Writes arguments under <see cref="CanonicalRules.ForKeys"/>.</param>
    /// <param name="codecs">Finds what copies arguments of a type.</param>
    /// <param name="problem">Why there are no keys for this method, with the cure.</param>
    public static KeySchema? TryCreate(
        MethodInfo method,
        IReadOnlyCollection<string> ignoreParameters,
        int varyByCount,
        TypeShapes shapes,
        CanonicalWriters keyWriters,
        Func<Type, IArgumentCodec> codecs,
        out string? problem) =>
        new KeySchemaBuilder(shapes, keyWriters, codecs).TryBuild(method, ignoreParameters, varyByCount, out problem);

    /// <summary>The position of an argument among all arguments of a call.</summary>
    public int PositionOf(int part) => _positions[part];

    /// <summary>Whether keys of another schema of the same method are made of the same arguments.</summary>
    public bool ReadsLike(KeySchema other) => KeyType == other.KeyType && _positions.AsSpan().SequenceEqual(other._positions);

    /// <summary>What encodes an argument. Only for encoded parts.</summary>
    public CanonicalWriter WriterOf(int part) => _parameters[part].Writer!;

    /// <summary>What copies an argument. Only for encoded parts.</summary>
    public IArgumentCodec CodecOf(int part) => _parameters[part].Codec!;

    /// <summary>Throws if a key, or a part of one, is too long.</summary>
    public static void RequireLength(long bytes)
    {
        if (bytes > MaxKeyBytes)
        {
            ThrowTooLong();
        }
    }

    [DoesNotReturn]
    private static void ThrowTooLong() => throw new NotEncodableException($"The key is longer than {MaxKeyBytes} bytes.");
}
