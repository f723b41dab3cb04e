namespace Listings.Nodes;

/// <summary>Kills Redis in the middle of a load, starts it again, and asks the nodes how they do.</summary>
public sealed class Outage(RedisServer server, NodeGroup group, Func<TimeSpan> clock)
{
    /// <summary>The pause between two questions whether the nodes hear of each other, 50 ms.</summary>
    private static readonly TimeSpan AskPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Lets it happen.</summary>
    /// <param name="start">When Redis is killed.</param>
    /// <param name="length">How long it is away.</param>
    /// <param name="limit">When nobody looks any more whether the nodes share again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<OutageRecord> RunAsync(
        TimeSpan start, TimeSpan length, TimeSpan limit, CancellationToken cancellationToken)
    {
        await DelayUntilAsync(start, cancellationToken);
        string[] healthBefore = await group.HealthAsync(cancellationToken);
        long runsAtKill = await group.CountRunsAsync(cancellationToken);
        long linesAtKill = group.LineCount;
        server.Kill();
        TimeSpan killedAt = clock();

        await DelayUntilAsync(killedAt + length, cancellationToken);
        string[] healthDuring = await group.HealthAsync(cancellationToken);
        NodeFigures[] figures = await group.FiguresAsync(cancellationToken);
        long linesDuring = group.LineCount - linesAtKill;
        await server.StartAsync(cancellationToken);
        TimeSpan backAt = clock();

        return new OutageRecord(
            killedAt,
            backAt,
            await WhenSharedAsync(figures, limit, cancellationToken),
            runsAtKill,
            figures.Sum(node => node.Runs),
            linesDuring,
            healthBefore,
            healthDuring);
    }

    private async Task<TimeSpan?> WhenSharedAsync(NodeFigures[] before, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (clock() < limit)
        {
            NodeFigures[] now = await group.FiguresAsync(cancellationToken);
            if (now.Zip(before).All(node => node.First.Messages > node.Second.Messages))
            {
                return clock();
            }

            await Task.Delay(AskPause, cancellationToken);
        }

        return null;
    }

    private async Task DelayUntilAsync(TimeSpan moment, CancellationToken cancellationToken)
    {
        TimeSpan left = moment - clock();
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, cancellationToken);
        }
    }
}
