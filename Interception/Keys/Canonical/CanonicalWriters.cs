using System.Collections.Concurrent;
using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>Finds the writer of a type, under one set of rules. Writers are composed once and kept.</summary>
/// <remarks>Thread-safe. Composing compiles expression trees: milliseconds, so do it before calls come in.</remarks>
internal sealed class CanonicalWriters(TypeShapes shapes, CanonicalRules rules)
{
    private readonly ConcurrentDictionary<Type, CanonicalWriter> _writers = new();
    private readonly Lock _building = new();

    /// <summary>Finds the writer of a declared type.</summary>
    /// <exception cref="NotEncodableException">
    /// The type is one that <see cref="TypeShapes"/> refuses; the message says why.
    /// </exception>
    public CanonicalWriter For(Type type)
    {
        if (_writers.TryGetValue(type, out CanonicalWriter? writer))
        {
            return writer;
        }

        TypeShape shape = shapes.Find(type, out string? problem) ?? throw new NotEncodableException(problem!);
        lock (_building)
        {
            var builder = new WriterBuilder(_writers, rules);
            writer = builder.Build(shape);
            foreach ((Type built, CanonicalWriter its) in builder.Built)
            {
                _writers[built] = its;
            }
        }

        return writer;
    }
}
