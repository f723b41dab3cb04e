using Interception.Web.Tests.Hosts;
using Interception.Web.Tests.Prices;

namespace Interception.Web.Tests.Load;

/// <summary>Counts answers by whose they are. Thread-safe.</summary>
internal sealed class Tally
{
    private int _calls, _foreign, _nobodys, _otherProduct;

    public void Add(string tenant, int product, Price answer)
    {
        Interlocked.Increment(ref _calls);
        if (answer.Tenant.Length == 0)
        {
            Interlocked.Increment(ref _nobodys);
        }
        else if (answer.Tenant != tenant)
        {
            Interlocked.Increment(ref _foreign);
        }

        if (answer.Product != product)
        {
            Interlocked.Increment(ref _otherProduct);
        }
    }

    public LoadResult Sum(TenantHost host)
    {
        IReadOnlyList<MethodReport> methods = host.Cache.Report().Methods;
        return new LoadResult(
            _calls, _foreign, _nobodys, _otherProduct, host.Source.Misled,
            methods.Sum(one => one.Hits),
            methods.Sum(one => one.Unchanged + one.Changed),
            methods.Sum(one => one.Changed),
            host.Source.Runs,
            methods.Sum(one => one.Refused + one.OverBudget + one.Failed + one.Overtaken + one.Bypasses));
    }
}
