namespace Listings.Nodes;

/// <summary>The nodes of one application: same settings, same database.</summary>
public sealed class NodeGroup : IDisposable
{
    private readonly List<Node> _nodes = [];

    private NodeGroup()
    {
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Starts nodes, and ends those that have started when one of them doesn't.</summary>
    public static async Task<NodeGroup> StartAsync(int count, IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var group = new NodeGroup();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(_ => group.AddAsync(args, cancellationToken)));
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    /// <summary>The lines that all nodes have written, to their logs above all.</summary>
    public long LineCount => _nodes.Sum(node => node.LineCount);

    /// <summary>How often the listing has run, on all nodes together.</summary>
    public async Task<long> CountRunsAsync(CancellationToken cancellationToken) =>
        (await FiguresAsync(cancellationToken)).Sum(figures => figures.Runs);

    /// <summary>The figures of each node.</summary>
    public Task<NodeFigures[]> FiguresAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_nodes.Select(node => node.GetFiguresAsync(cancellationToken)));

    /// <summary>What each node says of its health.</summary>
    public Task<string[]> HealthAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_nodes.Select(node => node.GetHealthAsync(cancellationToken)));

    /// <inheritdoc/>
    public void Dispose() => _nodes.ForEach(node => node.Dispose());

    private async Task AddAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        Node node = await Node.StartAsync(args, cancellationToken);
        lock (_nodes)
        {
            _nodes.Add(node);
        }
    }
}
