using Interception.Web.Tests.Hosts;

namespace Interception.Web.Tests.Load;

/// <summary>Many callers of all tenants at once, while the prices that they ask for change.</summary>
/// <remarks>
/// In rounds: each asks twice for each product of each tenant, in an order drawn by chance from a fixed seed, and ends when
/// no check is left. So each answer is checked at least once in every round but the first, however the threads take turns.
/// </remarks>
internal sealed class TenantLoad(TenantHost host, int products)
{
    private const int CallsPerKey = 2, Callers = 32, CallsPerChange = 4;

    private readonly Random _random = new(17);
    private readonly Tally _tally = new();

    private int Keys => host.Tenants.Count * products;

    /// <summary>At least this many checks come of so many rounds.</summary>
    public int FewestChecks(int rounds) => (rounds - 1) * Keys;

    /// <summary>How many rounds so many calls are.</summary>
    public int RoundsOf(int calls) => calls / (Keys * CallsPerKey);

    public async Task<LoadResult> RunAsync(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            await RunRoundAsync(round);
            await host.Cache.WhenIdleAsync();
        }

        return _tally.Sum(host);
    }

    private async Task RunRoundAsync(int round)
    {
        int[] order = [.. Enumerable.Range(0, Keys * CallsPerKey)];
        _random.Shuffle(order);
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)));

        async Task CallAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < order.Length; i = Interlocked.Increment(ref next))
            {
                string tenant = host.Tenants[order[i] % Keys / products];
                int product = order[i] % products;
                if ((order[i] + round) % CallsPerChange == 0)
                {
                    host.Source.Raise(tenant, product);
                }

                _tally.Add(tenant, product, await host.AskAsync(tenant, product));
            }
        }
    }
}
