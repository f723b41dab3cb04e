using System.Linq.Expressions;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Lookup;

namespace Interception.Composition;

/// <inheritdoc cref="IMethodCache"/>
internal sealed class MethodCache(CacheRuntime runtime, IServiceProvider services) : IMethodCache
{
    public ValueTask InvalidateAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class
    {
        if (Find(call, options) is { } found)
        {
            found.Method.Invalidate(found.Arguments, found.VaryBy);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask InvalidateMethodAsync<TService>(string methodName, CallOptions? options = null)
        where TService : class
    {
        ArgumentException.ThrowIfNullOrEmpty(methodName);
        DecoratedService[] decorated = [.. runtime.Decorated.Where(
            one => one.Registration.ServiceType == typeof(TService) && Equals(one.Registration.ServiceKey, options?.ServiceKey))];
        if (!Array.Exists(decorated, one => one.IsConfigured(methodName)))
        {
            throw NotCached<TService>(methodName, nameof(methodName));
        }

        foreach (CachedMethod method in decorated.SelectMany(one => one.Methods).Where(one => one.Plan.Method.Name == methodName))
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
        where TService : class =>
        Find(call, options) is { } found
            ? await found.Method.RefreshAsync(found.Arguments, found.VaryBy).ConfigureAwait(false)
            : RefreshResult.NotCached;

    public ValueTask<CachedAnswer?> PeekAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class =>
        ValueTask.FromResult(Find(call, options) is { Entry: { } entry } found
            ? new CachedAnswer(
                found.Method.Lane.Answers.ValueOf(entry.Answer),
                TimeSpan.FromTicks(Math.Max(0, runtime.Services.Clock.Exact - entry.ProvenAt)),
                entry.IsCheckPending)
            : null);

    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => runtime.Queue.WhenIdleAsync().WaitAsync(cancellationToken);

    /// <summary>What an expression stands for; null if no answer to such a call is ever cached.</summary>
    /// <exception cref="ArgumentException">It is no call of a method that is to be cached.</exception>
    private SteeredCall? Find<TService>(Expression<Func<TService, object?>> call, CallOptions? options)
    {
        CallExpression parsed = CallExpression.Parse(call);
        DecoratedService? service = runtime.Find(typeof(TService), options?.ServiceKey);
        if (service?.Find(parsed.Method) is not { } method)
        {
            return service?.IsConfigured(parsed.Method.Name) == true ? null : throw NotCached<TService>(parsed.Method.Name, nameof(call));
        }

        string?[] varyBy = ReadVaryBy(method, options);
        try
        {
            return Array.Exists(varyBy, static value => value is null)
                ? null
                : new SteeredCall(method, parsed.Arguments, varyBy!, method.Find(parsed.Arguments, varyBy!));
        }
        catch (NotEncodableException)
        {
            return null;
        }
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

    private static ArgumentException NotCached<TService>(string methodName, string parameter) => new(
        $"'{TypeNames.Display(typeof(TService))}.{methodName}' is not cached; name it in Interception:Methods or mark it [Cached].", parameter);
}
