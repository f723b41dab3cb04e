using System.Diagnostics;
using Interception;
using Listings.Cities;
using Listings.Database;
using Listings.Pages;

namespace Listings.Profile;

/// <summary>Plays a plan against the application over HTTP and writes down what happened.</summary>
public sealed class Replay : IAsyncDisposable
{
    private static readonly CityQuery WarmUpQuery = new(Text: "warm");

    private readonly WebApplication _app;
    private readonly bool _useCache;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly SemaphoreSlim _oneEdit = new(1);
    private readonly List<AppliedEdit> _edits = [];
    private readonly Stopwatch _clock = new();

    private Replay(WebApplication app, bool useCache)
    {
        _app = app;
        _useCache = useCache;
    }

    /// <summary>Plays a plan against an application that has been started.</summary>
    public static async Task<ReplayRecord> RunAsync(
        WebApplication app, ViewPlan plan, bool useCache, TimeSpan checkInterval, CancellationToken cancellationToken)
    {
        await using var replay = new Replay(app, useCache);
        return await replay.RunAsync(plan, checkInterval, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _oneEdit.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ReplayRecord> RunAsync(ViewPlan plan, TimeSpan checkInterval, CancellationToken cancellationToken)
    {
        // What the runtime compiles on the first views isn't what is measured.
        await LookAsync([WarmUpQuery, WarmUpQuery, WarmUpQuery], cancellationToken);
        await WhenIdleAsync(cancellationToken);

        QueryCounter queries = _app.Services.GetRequiredService<QueryCounter>();
        long queriesBefore = queries.Count;
        _clock.Restart();
        SeenView[][] views = await Task.WhenAll(plan.Clients.Select(client => PlayAsync(client, cancellationToken)));
        await WhenIdleAsync(cancellationToken);
        long queriesSent = queries.Count - queriesBefore;

        CacheReport report = _app.Services.GetRequiredService<IMethodCache>().Report();
        SeenView[] all = [.. views.SelectMany(client => client)];
        return new ReplayRecord(all, _edits, await SettleAsync(all, checkInterval, cancellationToken), queriesSent, report);
    }

    private async Task<SeenView[]> PlayAsync(IReadOnlyList<PlannedView> plan, CancellationToken cancellationToken)
    {
        // Each view has its time, however long those before it took: a faster application must not be asked more often.
        TimeSpan due = TimeSpan.Zero;
        var seen = new List<SeenView>(plan.Count);
        foreach (PlannedView view in plan)
        {
            due += view.Pause;
            TimeSpan left = due - _clock.Elapsed;
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
            if (view.EditFirst is { } edit)
            {
                await ApplyAsync(edit, cancellationToken);
            }

            seen.Add(await LookAsync(view.Query, cancellationToken));
        }

        return [.. seen];
    }

    private async Task ApplyAsync(CityEdit edit, CancellationToken cancellationToken)
    {
        await _oneEdit.WaitAsync(cancellationToken);
        try
        {
            await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
            CityEditor editor = scope.ServiceProvider.GetRequiredService<CityEditor>();
            TimeSpan startedAt = _clock.Elapsed;
            await editor.SetPopulationAsync(edit.CityId, edit.Population, cancellationToken);
            _edits.Add(new AppliedEdit(edit, startedAt, _clock.Elapsed));
        }
        finally
        {
            _oneEdit.Release();
        }
    }

    private async Task<SeenView> LookAsync(CityQuery query, CancellationToken cancellationToken)
    {
        TimeSpan startedAt = _clock.Elapsed;
        var address = new Uri(_app.Urls.First() + PageAddress.Of(query, _useCache));
        string html = await _client.GetStringAsync(address, cancellationToken);
        return new SeenView(query, startedAt, _clock.Elapsed, ViewContent.Read(html));
    }

    private async Task<SeenView[]> LookAsync(IEnumerable<CityQuery> queries, CancellationToken cancellationToken)
    {
        var seen = new List<SeenView>();
        foreach (CityQuery query in queries)
        {
            seen.Add(await LookAsync(query, cancellationToken));
        }

        return [.. seen];
    }

    /// <summary>Looks at each page, so that it is checked, and once more when that is done.</summary>
    private async Task<SeenView[]> SettleAsync(SeenView[] views, TimeSpan checkInterval, CancellationToken cancellationToken)
    {
        if (!_useCache)
        {
            return [];
        }

        CityQuery[] pages = [.. views.Select(view => view.Query).Distinct()];
        await Task.Delay(checkInterval, cancellationToken);
        await LookAsync(pages, cancellationToken);
        await WhenIdleAsync(cancellationToken);
        return await LookAsync(pages, cancellationToken);
    }

    private async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMethodCache>().WhenIdleAsync(cancellationToken);
    }
}
