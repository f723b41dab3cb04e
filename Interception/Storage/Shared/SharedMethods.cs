using System.Collections.Concurrent;

namespace Interception.Storage.Shared;

/// <summary>The methods of this node that use the shared store.</summary>
/// <remarks>Thread-safe. Bounded by the application's cached methods; one that is closed is forgotten.</remarks>
internal sealed class SharedMethods
{
    private readonly ConcurrentDictionary<SharedMethod, bool> _methods = new();

    public IEnumerable<SharedMethod> All => _methods.Keys;

    /// <summary>Those that share a generation.</summary>
    public IEnumerable<SharedMethod> Of(string field) => _methods.Keys.Where(one => one.Field == field);

    public void Add(SharedMethod method) => _methods[method] = true;

    public void Remove(SharedMethod method) => _methods.TryRemove(method, out _);
}
