using System.Collections.Concurrent;
using System.Reflection;
using Castle.DynamicProxy;
using Interception.Lookup;

namespace Interception.Calls;

/// <summary>Stands before one method of a decorated service, whatever the proxy: answers from the cache, or lets the call pass.</summary>
/// <remarks>Thread-safe. A reload swaps what is behind it; a call sees the old or the new.</remarks>
internal sealed class MethodInterceptor(MethodInfo method, Func<MethodInfo, CachedMethod?> open) : IInterceptor
{
    /// <summary>For a generic method: what is behind each of its closed forms.</summary>
    private readonly ConcurrentDictionary<MethodInfo, CachedMethod?>? _closed =
        method.IsGenericMethodDefinition ? new ConcurrentDictionary<MethodInfo, CachedMethod?>() : null;

    private volatile CachedMethod? _current;
    private volatile int _generation;

    public MethodInfo Method => method;

    /// <summary>What answers the calls; null while the method isn't cached.</summary>
    public CachedMethod? Current => _current;

    /// <summary>All that answers calls: one for a plain method, one for each closed form of a generic one.</summary>
    public IEnumerable<CachedMethod> All => _closed is null ? (_current is { } current ? [current] : []) : _closed.Values.OfType<CachedMethod>();

    /// <summary>The method as interceptors are filed: the generic definition of a closed method.</summary>
    public static MethodInfo DefinitionOf(MethodInfo method) => method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;

    public void Replace(CachedMethod? next) => _current = next;

    /// <summary>Forgets the closed forms of a generic method; each is opened again when it is called.</summary>
    public void Reopen()
    {
        Interlocked.Increment(ref _generation);
        _closed?.Clear();
    }

    public void Intercept(IInvocation invocation) => Intercept(invocation, (ProxyState)invocation.Proxy);

    public void Intercept(IInvocation invocation, ProxyState state)
    {
        CachedMethod? cached = _closed is null ? _current : Find(invocation.Method);
        if (cached is not null && cached.TryAnswer(invocation.Arguments, state, out object? answer))
        {
            invocation.ReturnValue = answer;
            return;
        }

        PassThroughInterceptor.Pass(invocation, state);
    }

    /// <summary>What answers the calls of a closed form, opened on its first call.</summary>
    public CachedMethod? Find(MethodInfo closed) =>
        _closed is null ? _current : _closed.TryGetValue(closed, out CachedMethod? known) ? known : Open(_closed, closed);

    private CachedMethod? Open(ConcurrentDictionary<MethodInfo, CachedMethod?> forms, MethodInfo closed)
    {
        while (true)
        {
            int generation = _generation;
            CachedMethod? opened = forms.GetOrAdd(closed, open);
            if (generation == _generation)
            {
                return opened;
            }

            // A reload came between, and may have cleared the forms before this one was there: it goes by the old settings.
            forms.TryRemove(new KeyValuePair<MethodInfo, CachedMethod?>(closed, opened));
            opened?.Table.Close();
        }
    }
}
