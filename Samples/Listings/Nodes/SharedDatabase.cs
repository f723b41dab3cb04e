using Listings.Cities;
using Listings.Database;
using Listings.Profile;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Listings.Nodes;

/// <summary>The database file of all nodes, in a folder of its own that goes with it, and the edits made in it.</summary>
public sealed class SharedDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listings-nodes-");
    private readonly SemaphoreSlim _oneEdit = new(1);
    private readonly ServiceProvider _services;

    /// <summary>Creates the file and fills it, so that no two nodes do.</summary>
    public SharedDatabase()
    {
        FilePath = Path.Combine(_folder.FullName, "cities.db");
        _services = new ServiceCollection()
            .AddDbContext<CityContext>(options => options.UseSqlite($"Data Source={FilePath}"))
            .AddScoped<CityEditor>()
            .BuildServiceProvider();
        DatabaseSetup.EnsureFilled(_services);
    }

    /// <summary>Where it is.</summary>
    public string FilePath { get; }

    /// <summary>Makes an edit in the database and tells no node; edits are made one after the other.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="history">Gets the edit with its times.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ApplyAsync(
        CityEdit edit, Func<TimeSpan> clock, ICollection<AppliedEdit> history, CancellationToken cancellationToken)
    {
        await _oneEdit.WaitAsync(cancellationToken);
        try
        {
            await using AsyncServiceScope scope = _services.CreateAsyncScope();
            CityEditor editor = scope.ServiceProvider.GetRequiredService<CityEditor>();
            TimeSpan startedAt = clock();
            await editor.SetPopulationAsync(edit.CityId, edit.Population, cancellationToken);
            history.Add(new AppliedEdit(edit, startedAt, clock()));
        }
        finally
        {
            _oneEdit.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _oneEdit.Dispose();
        SqliteConnection.ClearAllPools(); // or the files would still be open
        _folder.Delete(recursive: true);
    }
}
