namespace Interception.Faults.Node.Services;

internal sealed class Prices(SourceClient source, RunLog runs) : IPrices
{
    public async Task<Reading> GetAsync(int key, string tenant, CancellationToken cancellationToken)
    {
        using RunLog.Run run = runs.Begin(key, tenant);
        return await source.ReadAsync(key, tenant, cancellationToken);
    }

    public Reading Get(int key, string tenant)
    {
        using RunLog.Run run = runs.Begin(key, tenant);
        return source.Read(key, tenant);
    }
}
