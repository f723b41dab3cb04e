using Interception;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Listings.Tests.Support;

/// <summary>The whole application, over HTTP on a free port, with a database of its own.</summary>
internal sealed class RunningListings : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private RunningListings(WebApplication app, DirectoryInfo folder)
    {
        App = app;
        _folder = folder;
    }

    public WebApplication App { get; }

    /// <summary>What the cache has warned of.</summary>
    public CacheWarnings Warnings { get; } = new();

    public Uri Address => new(App.Urls.First());

    public static async Task<RunningListings> StartAsync(params string[] args)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("listings-tests-");
        WebApplication app = ListingsApp.Build(
            ["--urls", "http://127.0.0.1:0", "--Database:Path", Path.Combine(folder.FullName, "cities.db"), .. args]);
        var listings = new RunningListings(app, folder);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(listings.Warnings);
        await app.StartAsync();
        return listings;
    }

    /// <summary>Waits until the cache has checked what it was going to check.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMethodCache>().WhenIdleAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Warnings.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
