using System.Linq.Expressions;
using Interception.Keys.Types;
using Interception.Lookup;
using Interception.Storage;

namespace Interception.Composition;

/// <inheritdoc cref="IMethodCache"/>
internal sealed class MethodCache(CacheRuntime runtime, IServiceProvider services) : IMethodCache
{
    public ValueTask InvalidateAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class
    {
        if (Find(call, options) is ({ } method, var arguments) && TryReadVaryBy(method, options, out string[] varyBy))
        {
            method.Invalidate(arguments, varyBy);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask InvalidateMethodAsync<TService>(string methodName, CallOptions? options = null)
        where TService : class
    {
        ArgumentException.ThrowIfNullOrEmpty(methodName);
        object? key = options?.ServiceKey;
        DecoratedService[] named = [.. runtime.Decorated.Where(one =>
            one.Registration.ServiceType == typeof(TService) && Equals(one.Registration.ServiceKey, key) && one.Names(methodName))];
        if (named.Length == 0)
        {
            throw new ArgumentException(
                $"'{TypeNames.Display(typeof(TService))}.{methodName}' is not cached, so there is nothing to invalidate.", nameof(methodName));
        }

        foreach (CachedMethod method in named.SelectMany(one => one.Methods).Where(method => method.Plan.Method.Name == methodName))
        {
            method.Table.Clear();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask InvalidateTagAsync(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        foreach (CachedMethod method in runtime.Decorated.SelectMany(one => one.Methods).Where(one => one.Rules.Policy.Tags.Contains(tag)))
        {
            method.Table.Clear();
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<RefreshResult> RefreshAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class
    {
        return Find(call, options) is ({ } method, var arguments) && TryReadVaryBy(method, options, out string[] varyBy)
            ? await method.RefreshAsync(arguments, varyBy).ConfigureAwait(false)
            : RefreshResult.NotCached;
    }

    public ValueTask<CachedAnswer?> PeekAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class
    {
        return Find(call, options) is ({ } method, var arguments) && TryReadVaryBy(method, options, out string[] varyBy)
            && method.Find(arguments, varyBy) is { } entry
            ? ValueTask.FromResult<CachedAnswer?>(Describe(method, entry)) : default;
    }

    private CachedAnswer Describe(CachedMethod method, Entry entry) => new(
            method.Lane.Answers.ValueOf(entry.Answer),
            TimeSpan.FromTicks(Math.Max(0, runtime.Services.Clock.Exact - entry.ProvenAt)),
            entry.IsCheckPending);

    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => runtime.Queue.WhenIdleAsync().WaitAsync(cancellationToken);

    /// <summary>Finds the cached method that an expression calls; none if it is switched off just now.</summary>
    /// <exception cref="ArgumentException">The method is never cached.</exception>
    private (CachedMethod? Method, object?[] Arguments) Find<TService>(Expression<Func<TService, object?>> call, CallOptions? options)
    {
        CallExpression parsed = CallExpression.Parse(call);
        DecoratedService? service = runtime.Find(typeof(TService), options?.ServiceKey);
        return service?.Names(parsed.Method) == true
            ? (service.Find(parsed.Method), parsed.Arguments)
            : throw new ArgumentException(
                $"'{TypeNames.Display(typeof(TService))}.{parsed.Method.Name}' is not cached; name it in Interception:Methods or mark it [Cached].",
                nameof(call));
    }

    /// <summary>The VaryBy values: those given, and for the rest those of whoever asks.</summary>
    /// <returns>False if a value is null: such a call is never cached.</returns>
    private bool TryReadVaryBy(CachedMethod method, CallOptions? options, out string[] values)
    {
        IReadOnlyList<IVaryBy> varyBy = method.Plan.VaryBy;
        string?[] read = [.. varyBy.Select(one =>
            options?.VaryBy.TryGetValue(one.Name, out string? given) == true ? given : one.GetValue(services))];
        values = read!;
        return Array.TrueForAll(read, static value => value is not null);
    }
}
