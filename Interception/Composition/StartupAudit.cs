using System.Reflection;
using Interception.Keys.Types;
using Interception.Runs;
using Microsoft.Extensions.Hosting;

namespace Interception.Composition;

/// <summary>Builds the cache before the application's own services start, and reports everything that is wrong with it at once.</summary>
internal sealed class StartupAudit(CacheRuntime runtime) : IHostedLifecycleService
{
    /// <exception cref="InterceptionException">There are problems, and Strict is on.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (runtime.Problems.Count > 0 && runtime.Settings.Strict)
        {
            throw new InterceptionException(runtime.Problems);
        }

        runtime.Report();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The last thing a host does: nobody calls any more, so what is queued may finish.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await runtime.Queue.StopAsync(runtime.Settings.Refresh.DrainTimeout, cancellationToken).ConfigureAwait(false);
        if (runtime.Store is { } store)
        {
            await store.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Attributes that nothing will ever read, and open generics that should have been cached.</summary>
    public static IEnumerable<string> FindMisplaced(DecorationRegistry registry)
    {
        foreach (Registration registration in registry.Registrations)
        {
            Type service = registration.ServiceType;
            foreach (MethodInfo method in CachedMethodsOf(registration.ImplementationType).Where(one => !one.DeclaringType!.IsAssignableFrom(service)))
            {
                yield return $"[Cached] on '{TypeNames.Display(method.DeclaringType!)}.{method.Name}' has no effect, because the service is "
                    + $"'{TypeNames.Display(service)}'; put it on the method of the {(service.IsInterface ? "interface" : "service")}";
            }
        }

        foreach (Type open in registry.OpenGenerics.Where(open => CachedMethodsOf(open).Any()))
        {
            string name = open.Name[..open.Name.IndexOf('`', StringComparison.Ordinal)];
            yield return $"'{name}<>' has [Cached] methods but is registered as an open generic, which can't be decorated; "
                + $"register each closed service you want cached, such as services.AddScoped<{name}<Order>, ...>()";
        }
    }

    private static IEnumerable<MethodInfo> CachedMethodsOf(Type? type) =>
        type?.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(method => method.IsDefined(typeof(CachedAttribute), inherit: false)) ?? [];
}
