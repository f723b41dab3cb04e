using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;

namespace Interception.Composition;

/// <summary>Writers and codecs that all methods share.</summary>
internal sealed class Codecs(TypeShapes shapes)
{
    private readonly PayloadCodecs _arguments = new(shapes, PayloadUse.Arguments);

    public TypeShapes Shapes => shapes;

    public PayloadCodecs Results { get; } = new(shapes, PayloadUse.Results);

    public CanonicalWriters Keys { get; } = new(shapes, CanonicalRules.ForKeys);

    public CanonicalWriters Everything { get; } = new(shapes, CanonicalRules.Everything);

    /// <summary>The comparison of all methods whose settings leave nothing out, so that a type's writers are compiled once.</summary>
    public ResultComparison Comparison { get; } = Compare(shapes, []);

    /// <summary>A comparison that leaves members out.</summary>
    public ResultComparison Compare(IReadOnlyCollection<string> ignored) => Compare(shapes, ignored);

    public PayloadCodec FindArgumentCodec(Type type) =>
        _arguments.Find(type, out string? problem) ?? throw new NotEncodableException($"an argument can't be copied: {problem}");

    private static ResultComparison Compare(TypeShapes shapes, IReadOnlyCollection<string> ignored)
    {
        CanonicalRules rules = CanonicalRules.ForComparison(ignored);
        var writers = new CanonicalWriters(shapes, rules);
        return new ResultComparison(writers, new Differences(writers, rules));
    }
}

/// <summary>How results are compared, and how differences are named.</summary>
internal sealed record ResultComparison(CanonicalWriters Writers, Differences Differences);
