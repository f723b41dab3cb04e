using Microsoft.Extensions.DependencyInjection;

namespace Interception.Interleavings.Nodes;

/// <summary>The container as a run sees it: scopes with one service in them.</summary>
internal sealed class RunScopes(ISource source) : IServiceScopeFactory, IServiceScope, IKeyedServiceProvider
{
    public IServiceProvider ServiceProvider => this;

    public IServiceScope CreateScope() => this;

    public object? GetService(Type serviceType) => null;

    public object? GetKeyedService(Type serviceType, object? serviceKey) => source;

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => source;

    public void Dispose()
    {
    }
}
