using System.Collections.Concurrent;
using System.Reflection;
using Castle.DynamicProxy;
using Interception.Calls.Fronts;
using Interception.Lookup;
using Interception.Observation;

namespace Interception.Calls;

/// <summary>Stands before one method of a decorated service, whatever the proxy: answers from the cache, or lets the call pass.</summary>
/// <remarks>Thread-safe. A reload swaps what is behind it; a call sees the old or the new.</remarks>
/// <param name="method">The method, as the service type declares or inherits it.</param>
/// <param name="open">Opens a closed form of a generic method; null if it isn't cached.</param>
/// <param name="catchUp">Brings a form that was opened just now to the settings of this moment; false if it can't follow them.</param>
internal sealed class MethodInterceptor(MethodInfo method, Func<MethodInfo, CachedMethod?> open, Func<CachedMethod, bool> catchUp) : IInterceptor
{
    /// <summary>
    /// For a generic method: what is behind each of its closed forms, under all the names that callers have for one. A class and
    /// those that override or inherit its method each close a method of their own. A reload puts an empty one in its place.
    /// </summary>
    private volatile ConcurrentDictionary<MethodInfo, CachedMethod?>? _closed = method.IsGenericMethodDefinition ? new() : null;

    /// <summary>What answers the calls; null while the method isn't cached.</summary>
    private volatile CachedMethod? _current;

    /// <summary>What watches the calls; null while the method isn't observed.</summary>
    private volatile MethodWatch? _watch;

    /// <summary>What a typed front asks before a call comes here; null while there is none.</summary>
    private MethodFront? _front;

    public MethodInfo Method => method;

    public MethodWatch? Watch => _watch;

    /// <summary>All that answers calls: one for a plain method, one for each closed form of a generic one.</summary>
    public IEnumerable<CachedMethod> All =>
        _closed is { } forms ? forms.Values.OfType<CachedMethod>().Distinct() : _current is { } current ? [current] : [];

    /// <summary>The method as interceptors are filed: the generic definition of a closed method.</summary>
    public static MethodInfo DefinitionOf(MethodInfo method) => method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;

    public void Replace(CachedMethod? next, MethodWatch? watch = null)
    {
        (_current, _watch) = (next, watch);
        _front?.Follow(next);
    }

    /// <summary>Opens a typed front before the method, which follows reloads from then on.</summary>
    /// <returns>Null if the method isn't cached, or its keys can't be typed.</returns>
    public MethodFront? TryOpenFront()
    {
        if (_current is { } cached && FrontMethod.CanType(method))
        {
            _front = cached.NewFront();
            _front.Follow(cached);
        }

        return _front;
    }

    /// <summary>Forgets the closed forms of a generic method; each is opened again when it is called.</summary>
    /// <returns>What was behind them; a form being opened just now closes itself.</returns>
    public IEnumerable<CachedMethod> Reopen()
    {
        ConcurrentDictionary<MethodInfo, CachedMethod?>? forms = _closed;
        _closed = forms is null ? null : new();
        return forms?.Values.OfType<CachedMethod>().Distinct() ?? [];
    }

    public void Intercept(IInvocation invocation)
    {
        var known = (AbstractInvocation)invocation;
        Intercept(known, (ProxyState)known.Proxy);
    }

    /// <summary>Answers a call, or lets it pass.</summary>
    /// <param name="invocation">The call, as what all of Castle's invocations are: its members need no dispatch, while those of the interface
    /// are looked up at each call as soon as there are a few kinds of it, one for each method.</param>
    /// <param name="state">What the proxy knows.</param>
    public void Intercept(AbstractInvocation invocation, ProxyState state)
    {
        CachedMethod? cached = _closed is null ? _current : Find(invocation.Method);
        if (cached is { IsTimed: false } && cached.TryAnswer(invocation.Arguments, state, out object? answer))
        {
            invocation.ReturnValue = answer;
            return;
        }

        InterceptUncommon(invocation, state, cached);
    }

    /// <summary>A call of a method that isn't cached, or whose times are compared, or that has no key.</summary>
    private void InterceptUncommon(AbstractInvocation invocation, ProxyState state, CachedMethod? cached)
    {
        if (cached is { IsTimed: true })
        {
            MeasuredCalls.AnswerTimed(invocation, state, cached);
        }
        else if (cached is null && _watch is { } watch)
        {
            MeasuredCalls.PassWatched(invocation, state, watch);
        }
        else
        {
            PassThroughInterceptor.Pass(invocation, state);
        }
    }

    /// <summary>What answers the calls of a closed form, opened on its first call.</summary>
    public CachedMethod? Find(MethodInfo closed)
    {
        while (_closed is { } forms)
        {
            bool isUpToDate = forms.TryGetValue(closed, out CachedMethod? found) || TryOpen(forms, closed, out found);
            if (isUpToDate && ReferenceEquals(forms, _closed))
            {
                return found;
            }

            found?.Table.Close(); // A reload came between: it was opened by the old settings, and nobody else knows of it.
        }

        return _current;
    }

    /// <summary>Opens a closed form, unless another thread has done so.</summary>
    /// <returns>False if a reload came between that it can't follow; then it stands among the forms no more.</returns>
    private bool TryOpen(ConcurrentDictionary<MethodInfo, CachedMethod?> forms, MethodInfo closed, out CachedMethod? found)
    {
        MethodInfo form = method.MakeGenericMethod(closed.GetGenericArguments());
        CachedMethod? opened = forms.TryGetValue(form, out found) ? found : open(form);
        found = forms.GetOrAdd(form, opened);
        if (!ReferenceEquals(found, opened))
        {
            opened?.Table.Close(); // Another thread was first, and this one hears of other nodes' messages already.
        }

        forms[closed] = found; // Before it catches up: from here on a reload finds it.
        if (found is null || catchUp(found))
        {
            return true;
        }

        forms.TryRemove(KeyValuePair.Create<MethodInfo, CachedMethod?>(form, found));
        forms.TryRemove(KeyValuePair.Create<MethodInfo, CachedMethod?>(closed, found));
        return false;
    }
}
