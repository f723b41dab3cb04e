using System.Collections.Concurrent;
using System.Reflection;

namespace Interception.Runs;

/// <summary>Runs a lazy sequence once, so that what is stored and what every caller gets are the same items.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class Materializer
{
    private static readonly MethodInfo RunMethod =
        typeof(Materializer).GetMethod(nameof(Run), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly ConcurrentDictionary<Type, Func<object, object>?> Runs = new();

    /// <summary>
    /// Turns a lazy result of a method that declares <c>IEnumerable&lt;T&gt;</c> into a list; any other value stays.
    /// </summary>
    /// <exception cref="Exception">What the sequence throws, unchanged: it belongs to the method.</exception>
    public static object? Materialize(Type declaredType, object? value) =>
        value is null || Runs.GetOrAdd(declaredType, CreateRun) is not { } run ? value : run(value);

    private static Func<object, object>? CreateRun(Type declaredType) =>
        declaredType.IsConstructedGenericType && declaredType.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? RunMethod.MakeGenericMethod(declaredType.GetGenericArguments()).CreateDelegate<Func<object, object>>()
            : null;

    private static object Run<T>(object value) => IsLazy<T>(value) ? new List<T>((IEnumerable<T>)value) : value;

    // Skip and Take of a list are collections by their interfaces and yet look into the list each time they are read.
    private static bool IsLazy<T>(object value) =>
        value is not (ICollection<T> or IReadOnlyCollection<T>) || value.GetType().Namespace == "System.Linq";
}
