using System.Collections.Concurrent;

namespace Interception.Web.Tests.Prices;

/// <summary>What the runs read: a version for each tenant and product, which rises while the load runs.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PriceSource
{
    private readonly ConcurrentDictionary<(string Tenant, int Product), int> _versions = new();
    private int _runs;
    private int _misled;

    /// <summary>How often a method ran.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>How many of these runs saw another tenant than the one in their key.</summary>
    public int Misled => Volatile.Read(ref _misled);

    /// <summary>Changes one price.</summary>
    public void Raise(string tenant, int product) => _versions.AddOrUpdate((tenant, product), 1, (_, version) => version + 1);

    /// <summary>The price as it is now.</summary>
    public Price Now(string tenant, int product) => new(tenant, product, _versions.GetValueOrDefault((tenant, product)));

    /// <summary>One run.</summary>
    /// <param name="tenant">The tenant that the run sees.</param>
    /// <param name="isOfKey">Whether that is the one in its key.</param>
    /// <param name="product">The argument.</param>
    public Price Read(string? tenant, bool isOfKey, int product)
    {
        Interlocked.Increment(ref _runs);
        if (!isOfKey)
        {
            Interlocked.Increment(ref _misled);
        }

        return Now(tenant ?? "", product);
    }
}
