using Interception.Faults.Node.Services;

namespace Interception.Faults.Tests.Nodes;

/// <summary>The methods of <see cref="IShapes"/>: each has a result type of its own.</summary>
internal static class ShapeMethods
{
    public static IReadOnlyList<string> Names { get; } = [.. typeof(IShapes).GetMethods().Select(method => method.Name)];
}
