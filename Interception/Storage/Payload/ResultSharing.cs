using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Reflection;

namespace Interception.Storage.Payload;

/// <summary>Decides whether all callers can share one result, and makes it fit to be shared.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ResultSharing(Immutability immutability)
{
    private static readonly MethodInfo TryViewMethod =
        typeof(ResultSharing).GetMethod(nameof(TryView), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly ConcurrentDictionary<Type, Func<Immutability, object, object?>?> _views = new();

    /// <summary>Makes a result fit to be shared, where that can be done without anybody noticing.</summary>
    /// <param name="declaredType">What the method declares; only read-only declarations admit a view.</param>
    /// <param name="value">The result, already materialized.</param>
    /// <param name="shared">Whether what is returned can be handed to every caller.</param>
    /// <returns>The value itself when it is immutable or can't be shared; else a read-only view of its items.</returns>
    /// <exception cref="InvalidOperationException">Somebody changed the list meanwhile.</exception>
    public object? TryShare(Type declaredType, object? value, out bool shared)
    {
        shared = immutability.IsImmutable(declaredType, value);
        if (shared || value is null || !ReadOnlyView.CanStandInFor(value))
        {
            return value;
        }

        object? view = _views.GetOrAdd(declaredType, CreateView)?.Invoke(immutability, value);
        shared = view is not null;
        return view ?? value;
    }

    private static Func<Immutability, object, object?>? CreateView(Type declaredType) =>
        ReadOnlyView.ItemTypeOf(declaredType) is { } itemType
            ? TryViewMethod.MakeGenericMethod(itemType).CreateDelegate<Func<Immutability, object, object?>>()
            : null;

    private static ReadOnlyCollection<T>? TryView<T>(Immutability immutability, object value)
    {
        // The copy is judged, not the list: nobody can change that between the judgement and the view.
        ReadOnlyCollection<T> view = ReadOnlyView.Over((IEnumerable<T>)value);
        return immutability.AreImmutable(view) ? view : null;
    }
}
