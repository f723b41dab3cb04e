using Interception.Keys.Canonical;

namespace Interception.Keys;

/// <summary>Hands the arguments and VaryBy values of one call to the parts of a key, in order.</summary>
/// <param name="arguments">All arguments of the call, ignored ones included.</param>
/// <param name="schema">The schema of the method.</param>
/// <param name="varyBy">The VaryBy values, as many as the schema says.</param>
internal ref struct KeySource(object?[] arguments, KeySchema schema, ReadOnlySpan<string> varyBy)
{
    private readonly object?[] _arguments = arguments;
    private readonly KeySchema _schema = schema;
    private readonly ReadOnlySpan<string> _varyBy = varyBy;
    private KeyScratch? _scratch;
    private int _part;

    /// <summary>Whether the next argument is null. It stays the next one.</summary>
    public readonly bool IsNextNull => _arguments[_schema.PositionOf(_part)] is null;

    /// <summary>The next argument.</summary>
    public object? NextArgument() => _arguments[_schema.PositionOf(_part++)];

    /// <summary>The next VaryBy value.</summary>
    public string NextVaryBy() => _varyBy[_part++ - _schema.ArgumentCount];

    /// <summary>The next argument, with what encodes it and the thread's scratch buffer.</summary>
    public KeyScratch NextEncoded(out CanonicalWriter writer, out object? argument)
    {
        writer = _schema.WriterOf(_part);
        argument = NextArgument();
        return _scratch ??= KeyScratch.Take();
    }
}
