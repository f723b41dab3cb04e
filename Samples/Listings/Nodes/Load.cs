using System.Collections.Concurrent;
using System.Diagnostics;
using Listings.Cities;
using Listings.Pages;
using Listings.Profile;

namespace Listings.Nodes;

/// <summary>Looks at the pages of all nodes, edits cities in between, and writes down what was seen.</summary>
/// <remarks>
/// Each node has its clients, which follow the plan, and a probe, which looks at the front page all the time: every edit
/// changes it, because it shows the sum of all people.
/// </remarks>
public sealed class Load(NodeGroup group, SharedDatabase database, ViewPlan plan, TimeSpan checkInterval)
{
    /// <summary>The pause of a probe between two looks, 25 ms: what is timed by it is not known more exactly.</summary>
    public static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(25);

    /// <summary>What a check gets after its interval until a page is settled: 1 s, some twenty times what it takes.</summary>
    private static readonly TimeSpan SettleAllowance = TimeSpan.FromSeconds(1);

    private const int WarmUpLooks = 3;
    private static readonly CityQuery WarmUpQuery = new(Text: "warm");

    private readonly Stopwatch _clock = new();
    private readonly ConcurrentQueue<FailedRequest> _failures = new();
    private readonly List<AppliedEdit> _edits = [];

    /// <summary>The time since the load began.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>
    /// Looks at a page that the plan doesn't have, so that compiling isn't measured, and then at each of its pages, on all
    /// nodes at once.
    /// </summary>
    /// <returns>How often the listing ran for these first looks.</returns>
    public async Task<long> LookFirstAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < WarmUpLooks; i++)
        {
            await LookAsync([WarmUpQuery], cancellationToken);
        }

        long before = await group.CountRunsAsync(cancellationToken);
        foreach (CityQuery page in plan.AllPages)
        {
            await LookAsync([page], cancellationToken);
        }

        return await group.CountRunsAsync(cancellationToken) - before;
    }

    /// <summary>Looks for as long as asked, and a little longer until the last edits must show.</summary>
    public async Task<LoadRecord> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _clock.Restart();
        TimeSpan tail = checkInterval + SettleAllowance;
        Task<SeenView[]>[] nodes =
            [.. group.Nodes.Select((node, index) => PlayAsync(node, index, duration, duration + tail, cancellationToken))];
        SeenView[][] views = await Task.WhenAll(nodes);

        await LookAsync(plan.AllPages, cancellationToken);
        await Task.Delay(tail, cancellationToken);
        SeenView[][] settled = await LookAsync(plan.AllPages, cancellationToken);
        return new LoadRecord(duration, views, settled, _edits, [.. _failures]);
    }

    private async Task<SeenView[]> PlayAsync(
        Node node, int index, TimeSpan duration, TimeSpan probeDuration, CancellationToken cancellationToken)
    {
        int clients = plan.Clients.Count / group.Nodes.Count;
        IEnumerable<Task<SeenView[]>> players = plan.Clients.Skip(index * clients).Take(clients)
            .Select(client => FollowAsync(node, client, duration, cancellationToken))
            .Append(ProbeAsync(node, probeDuration, cancellationToken));
        return [.. (await Task.WhenAll(players)).SelectMany(views => views)];
    }

    private async Task<SeenView[]> FollowAsync(
        Node node, IReadOnlyList<PlannedView> views, TimeSpan duration, CancellationToken cancellationToken)
    {
        var seen = new List<SeenView>();
        foreach (PlannedView view in views)
        {
            await Task.Delay(view.Pause, cancellationToken);
            if (Elapsed >= duration)
            {
                break;
            }

            if (view.EditFirst is { } edit)
            {
                await database.ApplyAsync(edit, () => Elapsed, _edits, cancellationToken);
            }

            seen.AddRange(await LookAsync(node, view.Query, cancellationToken));
        }

        return [.. seen];
    }

    private async Task<SeenView[]> ProbeAsync(Node node, TimeSpan duration, CancellationToken cancellationToken)
    {
        var seen = new List<SeenView>();
        while (Elapsed < duration)
        {
            seen.AddRange(await LookAsync(node, plan.AllPages[0], cancellationToken));
            await Task.Delay(ProbePause, cancellationToken);
        }

        return [.. seen];
    }

    private Task<SeenView[][]> LookAsync(IReadOnlyList<CityQuery> pages, CancellationToken cancellationToken) =>
        Task.WhenAll(group.Nodes.Select(async node =>
        {
            SeenView[][] views = await Task.WhenAll(pages.Select(page => LookAsync(node, page, cancellationToken)));
            return views.SelectMany(view => view).ToArray();
        }));

    /// <summary>Looks at a page.</summary>
    /// <returns>The view; none when the request failed.</returns>
    private async Task<SeenView[]> LookAsync(Node node, CityQuery query, CancellationToken cancellationToken)
    {
        TimeSpan startedAt = Elapsed;
        try
        {
            string html = await node.GetPageAsync(PageAddress.Of(query), cancellationToken);
            return [new SeenView(query, startedAt, Elapsed, ViewContent.Read(html))];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _failures.Enqueue(new FailedRequest(startedAt, exception.Message));
            return [];
        }
    }
}
