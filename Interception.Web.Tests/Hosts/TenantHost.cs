using Interception.Web.Tests.Prices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interception.Web.Tests.Hosts;

/// <summary>An application whose tenants each have prices of their own, and the way in which they ask for them.</summary>
internal abstract class TenantHost(IHost host, IReadOnlyList<string> tenants) : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    public IReadOnlyList<string> Tenants => tenants;

    public IMethodCache Cache => Services.GetRequiredService<IMethodCache>();

    public PriceSource Source => Services.GetRequiredService<PriceSource>();

    protected IServiceProvider Services => host.Services;

    public Task StartAsync() => host.StartAsync();

    /// <summary>One call of one tenant. Products with even numbers are asked for asynchronously, the others synchronously.</summary>
    public abstract Task<Price> AskAsync(string tenant, int product);

    /// <summary>Names a tenant to <see cref="IMethodCache"/>.</summary>
    public abstract CallOptions CallOf(string tenant);

    public virtual async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        await host.StopAsync(limit.Token);
        host.Dispose();
    }

    /// <summary>Whether a product is asked for asynchronously.</summary>
    public static bool IsAsync(int product) => product % 2 == 0;

    protected static async Task<Price> FindAsync(IPriceList prices, int product) =>
        IsAsync(product) ? await prices.FindAsync(product) : prices.Find(product);

    /// <summary>A host without configuration, logging or arguments.</summary>
    protected static IHost Build(Action<IServiceCollection> register)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        register(builder.Services);
        return builder.Build();
    }
}
