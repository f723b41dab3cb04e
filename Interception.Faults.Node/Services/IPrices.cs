namespace Interception.Faults.Node.Services;

/// <summary>The cached service: its methods ask the source.</summary>
internal interface IPrices
{
    Task<Reading> GetAsync(int key, string tenant, CancellationToken cancellationToken);

    Reading Get(int key, string tenant);
}
