using System.Collections.Concurrent;
using System.Reflection;
using Interception.Keys.Types;

namespace Interception.Storage.Payload;

/// <summary>The payload codecs of all types, for one use. Called at start-up: building a codec takes milliseconds.</summary>
/// <remarks>Thread-safe; a codec is built once, and who asks for it meanwhile waits for that.</remarks>
internal sealed class PayloadCodecs(TypeShapes shapes, PayloadUse use)
{
    private static readonly MethodInfo CreateMethod =
        typeof(PayloadCodecs).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly ConcurrentDictionary<Type, Lazy<Answer>> _answers = new();

    /// <summary>The codec of a declared type.</summary>
    /// <param name="type">The type as a method declares it; values of it may be null.</param>
    /// <param name="problem">Why there is none: the path to what can't be copied and the cure. Null when there is one.</param>
    /// <returns>The codec, or null when values of the type can't be copied.</returns>
    public PayloadCodec? Find(Type type, out string? problem)
    {
        Answer answer = _answers.GetOrAdd(type, static (type, self) => new Lazy<Answer>(() => self.Build(type)), this).Value;
        problem = answer.Problem;
        return answer.Codec;
    }

    private static TypedPayloadCodec<T> Create<T>(ObjectGraph graph) => new(graph);

    private Answer Build(Type type)
    {
        if (shapes.Find(type, out string? problem) is not { } shape)
        {
            return new Answer(null, problem);
        }

        var graph = new ObjectGraph(shape, use);
        if (graph.UncopyableCollection is { } collection)
        {
            return new Answer(null, $"{TypeNames.Display(type)}: '{TypeNames.Full(collection)}' has nullable structs for items, "
                + "which can't be copied; use a class for them, or a struct in a class");
        }

        try
        {
            var create = CreateMethod.MakeGenericMethod(type).CreateDelegate<Func<ObjectGraph, PayloadCodec>>();
            return new Answer(create(graph), null);
        }
        catch (Exception exception)
        {
            return new Answer(
                null, $"{TypeNames.Display(type)}: protobuf-net can't copy it ({exception.Message}); use a type of plain data");
        }
    }

    private sealed record Answer(PayloadCodec? Codec, string? Problem);
}
