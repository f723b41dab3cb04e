using Interception;
using Listings.Cities;
using Listings.Database;
using Listings.Operations;
using Listings.Pages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Listings;

/// <summary>Puts the application together; the page, its tests and the profile all start the same one.</summary>
public static class ListingsApp
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Builds the application. Its database is created and filled when it isn't there.</summary>
    /// <param name="args">Settings as on the command line: <c>--urls</c>, <c>--Database:Path</c> and the like.</param>
    public static WebApplication Build(params string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ListingsApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        AddDatabase(builder);
        AddPages(builder);
        AddOperations(builder);

        builder.Services.AddScoped<ICityListing, CityListing>();
        builder.Services.AddInterception(builder.Configuration);
        builder.Services.DecorateWithCaching<ICityListing>();

        WebApplication app = builder.Build();
        DatabaseSetup.EnsureFilled(app.Services);
        app.Services.GetRequiredService<CacheStatistics>(); // counts from the first call on
        app.UseStaticFiles();
        app.MapRazorPages();
        app.MapHealthChecks(HealthText.Path, HealthText.Options);
        app.MapGet(CacheStatistics.Path, (CacheStatistics statistics) => statistics.Read());
        return app;
    }

    private static void AddDatabase(WebApplicationBuilder builder)
    {
        string path = Path.GetFullPath(
            builder.Configuration["Database:Path"] ?? "temp/data/cities.db", builder.Environment.ContentRootPath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        builder.Services.AddSingleton<QueryCounter>();
        builder.Services.AddDbContext<CityContext>((services, options) => options
            .UseSqlite($"Data Source={path}")
            .AddInterceptors(services.GetRequiredService<QueryCounter>()));
        builder.Services.AddScoped<CityEditor>();
    }

    private static void AddPages(WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddScoped<MeasuredListing>();

        // The same listing without a cache in front, for the page's switch. Nothing else asks for the class itself.
        builder.Services.AddScoped<CityListing>();
    }

    /// <summary>Adds what somebody who runs the application looks at: /health and /stats.</summary>
    private static void AddOperations(WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddInterception();
        builder.Services.AddSingleton<RunCounter>();
        builder.Services.AddSingleton<CacheStatistics>();
    }
}
