using System.Linq.Expressions;
using Interception.Keys;
using Interception.Keys.Types;
using Interception.Lookup;

namespace Interception.Composition;

/// <inheritdoc cref="IMethodCache"/>
internal sealed class MethodCache(CacheRuntime runtime, IServiceProvider services) : IMethodCache
{
    public async ValueTask InvalidateAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class
    {
        CallExpression parsed = CallExpression.Parse(call);
        SteeredCall[] all = [.. FindConfigured<TService>(parsed.Method.Name, options, nameof(call)).Select(one => Steer(one, parsed, options)).OfType<SteeredCall>()];
        if (Array.Find(all, static one => one.Unknown is not null) is { } unknown)
        {
            throw new InvalidOperationException(
                $"'{unknown.Method.Plan.Name}' varies by '{unknown.Unknown}', which reads null here, so it can't be told whose answer to drop; "
                + $"pass the value in {nameof(CallOptions)}.{nameof(CallOptions.VaryBy)}, or drop everybody's with {nameof(InvalidateMethodAsync)}.");
        }

        foreach (SteeredCall one in all)
        {
            await one.Method.InvalidateAsync(one.Arguments, one.VaryBy).ConfigureAwait(false);
        }
    }

    public async ValueTask InvalidateMethodAsync<TService>(string methodName, CallOptions? options = null)
        where TService : class
    {
        ArgumentException.ThrowIfNullOrEmpty(methodName);
        DecoratedService[] services = FindConfigured<TService>(methodName, options, nameof(methodName));
        foreach (CachedMethod method in services.SelectMany(one => one.Methods).Where(one => one.Plan.Method.Name == methodName))
        {
            method.Table.Clear();
        }

        if (runtime.Store is { } store)
        {
            await store.InvalidateMethodAsync(
                store.Settings.FieldOf(MethodIdentity.OfGroup(typeof(TService), methodName, options?.ServiceKey))).ConfigureAwait(false);
        }
    }

    public async ValueTask InvalidateTagAsync(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        CachedMethod[] methods =
            [.. runtime.Decorated.SelectMany(one => one.Methods).Where(one => one.Rules.Policy.Tags.Contains(tag))];
        Array.ForEach(methods, one => one.Table.Clear());
        if (runtime.Store is not { } store)
        {
            return;
        }

        // By the policies, not by what has been called here: other nodes may hold closed forms of generic methods that this one doesn't.
        IEnumerable<string> groups =
            from service in runtime.Decorated
            from named in runtime.Settings.Policies.All
            where named.Key.ServiceType == service.Registration.ServiceType && named.Value.Tags.Contains(tag)
            select MethodIdentity.OfGroup(named.Key.ServiceType, named.Key.Method.Name, service.Registration.ServiceKey);
        await Task.WhenAll(groups.Distinct().Select(group => store.InvalidateMethodAsync(store.Settings.FieldOf(group)).AsTask())).ConfigureAwait(false);
    }

    public async ValueTask<RefreshResult> RefreshAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class =>
        Find(call, options) is { Unknown: null } found
            ? await found.Method.RefreshAsync(found.Arguments, found.VaryBy).ConfigureAwait(false)
            : RefreshResult.NotCached;

    public async ValueTask<CachedAnswer?> PeekAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class =>
        Find(call, options) is { Unknown: null } found
        && await found.Method.PeekAsync(found.Arguments, found.VaryBy).ConfigureAwait(false) is { } peeked
            ? new CachedAnswer(
                found.Method.Lane.Answers.ValueOf(peeked.Answer),
                TimeSpan.FromTicks(Math.Max(0, runtime.Services.Clock.Exact - peeked.ProvenAt)),
                peeked.IsBeingChecked)
            : null;

    public async ValueTask<CallExplanation?> ExplainAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class =>
        Find(call, options) is { } found
            ? Explainer.Explain(
                found, found.Unknown is null ? await found.Method.ExplainAsync(found.Arguments, found.VaryBy).ConfigureAwait(false) : new ExplainedAnswer(null, null, null),
                runtime.Services.Clock.Exact)
            : null;

    public CacheReport Report() => new Reporter(runtime).Report();

    public async Task WhenIdleAsync(CancellationToken cancellationToken = default)
    {
        await runtime.Queue.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (runtime.Store is { } store)
        {
            await store.Writes.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What an expression stands for, for the registration that the container would resolve.</summary>
    /// <returns>Null if no answer to such a call is cached now.</returns>
    private SteeredCall? Find<TService>(Expression<Func<TService, object?>> call, CallOptions? options)
    {
        CallExpression parsed = CallExpression.Parse(call);
        return Steer(FindConfigured<TService>(parsed.Method.Name, options, nameof(call))[^1], parsed, options);
    }

    /// <summary>All registrations of a service whose method settings or attributes speak of.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    private DecoratedService[] FindConfigured<TService>(string methodName, CallOptions? options, string parameter)
    {
        DecoratedService[] found = [.. runtime.FindAll(typeof(TService), options?.ServiceKey).Where(one => one.IsConfigured(methodName))];
        return found.Length > 0 ? found : throw new ArgumentException(
            $"'{TypeNames.Display(typeof(TService))}.{methodName}' is not cached; name it in Interception:Methods or mark it [Cached].", parameter);
    }

    private SteeredCall? Steer(DecoratedService service, CallExpression call, CallOptions? options)
    {
        if (service.Find(call.Method) is not { } method)
        {
            return null;
        }

        string?[] varyBy = ReadVaryBy(method, options);
        int unknown = Array.IndexOf(varyBy, null);
        return new SteeredCall(method, call.Arguments, varyBy!, unknown < 0 ? null : method.Plan.VaryBy[unknown].Name);
    }

    /// <summary>The VaryBy values: those given, and for the rest those of whoever asks.</summary>
    private string?[] ReadVaryBy(CachedMethod method, CallOptions? options)
    {
        IReadOnlyList<IVaryBy> varyBy = method.Plan.VaryBy;
        string? unknown = options?.VaryBy.Keys.FirstOrDefault(name => varyBy.All(one => one.Name != name));
        return unknown is null
            ? [.. varyBy.Select(one => options?.VaryBy.TryGetValue(one.Name, out string? given) == true ? given : one.GetValue(services))]
            : throw new ArgumentException(
                $"'{method.Plan.Name}' does not vary by '{unknown}'; its VaryBy is [{string.Join(", ", varyBy.Select(one => one.Name))}].",
                nameof(options));
    }
}
