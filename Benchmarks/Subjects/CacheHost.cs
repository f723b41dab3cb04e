using Castle.DynamicProxy;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks.Subjects;

/// <summary>A container with a service behind this library, and one request in it.</summary>
internal sealed class CacheHost<TService> : IDisposable
    where TService : notnull
{
    private readonly ServiceProvider _provider;
    private readonly IServiceScope _request;

    public CacheHost(IServiceCollection services)
    {
        _provider = services.BuildServiceProvider();
        _request = _provider.CreateScope();
        Service = _request.ServiceProvider.GetRequiredService<TService>();
        Runs = _request.ServiceProvider.GetRequiredService<RunCounter>();
    }

    public TService Service { get; }

    public RunCounter Runs { get; }

    public IMethodCache Cache => _provider.GetRequiredService<IMethodCache>();

    public void Dispose()
    {
        _request.Dispose();
        _provider.Dispose();
    }
}

/// <summary>Starts containers in which each call goes the way that is to be measured.</summary>
internal static class CacheHost
{
    /// <summary>What users get: a typed front answers hits.</summary>
    public static CacheHost<TService> StartWithFront<TService>(this IServiceCollection services)
        where TService : notnull => Start<TService>(services, hasFront: true);

    /// <summary>What users get where no typed front can answer. It holds for the whole process.</summary>
    public static CacheHost<TService> StartThroughCastle<TService>(this IServiceCollection services)
        where TService : notnull
    {
        AppContext.SetSwitch("Interception.TypedFronts", false);
        return Start<TService>(services, hasFront: false);
    }

    private static CacheHost<TService> Start<TService>(IServiceCollection services, bool hasFront)
        where TService : notnull
    {
        var host = new CacheHost<TService>(services);

        // A front derives from Castle's proxy, which derives from nothing.
        Type type = host.Service.GetType();
        if (host.Service is not IProxyTargetAccessor || typeof(IProxyTargetAccessor).IsAssignableFrom(type.BaseType) != hasFront)
        {
            host.Dispose();
            throw new InvalidOperationException($"The service is a {type}: that is not the way to be measured.");
        }

        return host;
    }
}
