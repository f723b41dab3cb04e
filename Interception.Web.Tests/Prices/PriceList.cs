namespace Interception.Web.Tests.Prices;

/// <summary>A price list that finds out by itself whose it is.</summary>
internal abstract class PriceList(PriceSource source) : IPriceList
{
    /// <summary>The tenant, read anew each time from wherever it stands.</summary>
    protected abstract string? Tenant { get; }

    public async Task<Price> FindAsync(int product)
    {
        await Task.Yield(); // What is ambient has to be there after an await, too.
        return Find(product);
    }

    public Price Find(int product)
    {
        string? tenant = Tenant;
        return source.Read(tenant, IsOfKey(tenant), product);
    }

    /// <summary>Whether the run's key holds this tenant.</summary>
    protected abstract bool IsOfKey(string? tenant);
}
