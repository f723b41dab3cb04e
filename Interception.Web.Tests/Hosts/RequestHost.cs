using System.Net.Http.Json;
using Interception.Web.Tests.Prices;
using Interception.Web.Tests.VaryBy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Web.Tests.Hosts;

/// <summary>The tenant is in a header of the request: ASP.NET Core on Kestrel, asked over HTTP.</summary>
internal sealed class RequestHost : TenantHost
{
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly Lazy<HttpClient> _client;

    public RequestHost(VaryByFault fault = VaryByFault.None, CacheMode mode = CacheMode.Cache)
        : this(Build(fault, mode))
    {
    }

    private RequestHost(WebApplication app)
        : base(app, NumberedTenants.Names)
    {
        _app = app;
        _client = new(() => new HttpClient { BaseAddress = new Uri(_app.Urls.Single()), Timeout = RequestLimit });
    }

    public override async Task<Price> AskAsync(string tenant, int product)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/prices/{product}", UriKind.Relative));
        request.Headers.Add(HeaderVaryBy.Header, tenant);
        using HttpResponseMessage response = await _client.Value.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Price>())!;
    }

    public override CallOptions CallOf(string tenant) =>
        new() { VaryBy = new Dictionary<string, string> { [PricesCaching.Tenant] = tenant } };

    public override async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        await base.DisposeAsync();
    }

    private static WebApplication Build(VaryByFault fault, CacheMode mode)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services
            .AddHttpContextAccessor()
            .AddScoped<IPriceList, RequestPriceList>()
            .AddTenant(new HeaderVaryBy(PricesCaching.Tenant), fault)
            .CachePrices(mode, fault == VaryByFault.LeftOut ? [] : [PricesCaching.Tenant]);
        WebApplication app = builder.Build();
        app.MapGet("/prices/{product:int}", (int product, IPriceList prices) => FindAsync(prices, product));
        return app;
    }
}
