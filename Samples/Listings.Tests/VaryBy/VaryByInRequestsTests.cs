using System.Security.Claims;
using Interception;
using Listings.VaryBy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Listings.Tests.VaryBy;

/// <summary>Both VaryBy through real requests and the real cache: misses, hits and checks keep tenants and users apart.</summary>
[TestFixture]
internal sealed class VaryByInRequestsTests
{
    private const int Rounds = 20;

    private static readonly string[] Tenants = ["north", "south", "east"];
    private static readonly string[] Users = ["ann", "bob"];

    [Test]
    public async Task Requests_OfSeveralTenantsAndUsers_GetTheirOwnAnswersThroughMissesHitsAndChecks()
    {
        await using WebApplication app = Build();
        await app.StartAsync();
        var cache = app.Services.GetRequiredService<IMethodCache>();
        var source = app.Services.GetRequiredService<Source>();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        for (int round = 0; round < Rounds; round++)
        {
            await cache.WhenIdleAsync(); // A check begun before a change can't see it, and while it runs no hit asks for another.
            source.Version = round;
            await AskAllAsync(client); // The first hits of a round may be of the round before, and ask for checks.
            await cache.WhenIdleAsync();

            foreach ((string tenant, string user, string answer) in await AskAllAsync(client))
            {
                Assert.That(answer, Is.EqualTo($"{tenant}/{user} v{round}"));
            }
        }

        Assert.That(source.Runs, Is.LessThanOrEqualTo(Rounds * 2 * Tenants.Length * Users.Length), "a check a hit at most");
    }

    private static async Task<(string Tenant, string User, string Answer)[]> AskAllAsync(HttpClient client) =>
        await Task.WhenAll(Tenants.SelectMany(tenant => Users.Select(user => AskAsync(client, tenant, user))));

    private static async Task<(string Tenant, string User, string Answer)> AskAsync(HttpClient client, string tenant, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Tenant", tenant);
        request.Headers.Add("X-User", user);
        using HttpResponseMessage response = await client.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        Assert.That(answer, Does.StartWith($"{tenant}/{user} v"), "whatever its age, it is nobody else's");
        return (tenant, user, answer);
    }

    private static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Source>().AddScoped<IGreeting, Greeting>();
        builder.Services.AddSingleton<IVaryBy>(new HeaderVaryBy("tenant", "X-Tenant"));
        builder.Services.AddSingleton<IVaryBy>(new ClaimVaryBy("user", ClaimTypes.NameIdentifier));
        builder.Services.AddInterception(options =>
            options.Methods["IGreeting.GreetAsync"] = new() { Check = CheckMode.EveryHit, VaryBy = ["tenant", "user"] });
        builder.Services.DecorateWithCaching<IGreeting>();

        WebApplication app = builder.Build();
        app.Use((context, next) =>
        {
            string user = context.Request.Headers["X-User"].ToString();
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test"));
            return next();
        });
        app.MapGet("/", (IGreeting greeting) => greeting.GreetAsync());
        return app;
    }

    internal interface IGreeting
    {
        Task<string> GreetAsync();
    }

    /// <summary>Reads the tenant and the user from the request around it, as services do.</summary>
    internal sealed class Greeting(IHttpContextAccessor accessor, Source source) : IGreeting
    {
        public async Task<string> GreetAsync()
        {
            await Task.Yield();
            HttpContext context = accessor.HttpContext!;
            string user = context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
            return source.Read($"{context.Request.Headers["X-Tenant"]}/{user}");
        }
    }

    internal sealed class Source
    {
        private int _runs;
        private volatile int _version;

        public int Runs => Volatile.Read(ref _runs);

        public int Version
        {
            get => _version;
            set => _version = value;
        }

        public string Read(string who)
        {
            Interlocked.Increment(ref _runs);
            return $"{who} v{_version}";
        }
    }
}
