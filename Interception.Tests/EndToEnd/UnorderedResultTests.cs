using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Results whose order means nothing: the same content in another order is no change.</summary>
[TestFixture]
internal sealed class UnorderedResultTests
{
    private static readonly string[] Words = ["one", "two", "three", "four"];

    public interface IIndex
    {
        Task<Dictionary<string, int>> CountAsync();

        Task<HashSet<string>> NamesAsync();

        Task<List<string>> ListAsync();
    }

    [Test, Property("Failure", "S1")]
    public async Task Refresh_SetOrMapInAnotherOrder_IsUnchanged()
    {
        await using CacheHost host = Start();
        await host.Get<IIndex>().CountAsync();
        await host.Get<IIndex>().NamesAsync();
        host.Get<Index>().IsTurned = true;

        Assert.That(await host.Cache.RefreshAsync<IIndex>(index => index.CountAsync()), Is.EqualTo(RefreshResult.Unchanged));
        Assert.That(await host.Cache.RefreshAsync<IIndex>(index => index.NamesAsync()), Is.EqualTo(RefreshResult.Unchanged));
    }

    [Test]
    public async Task Refresh_ListInAnotherOrder_IsChanged()
    {
        await using CacheHost host = Start();
        await host.Get<IIndex>().ListAsync();
        host.Get<Index>().IsTurned = true;

        Assert.That(await host.Cache.RefreshAsync<IIndex>(index => index.ListAsync()), Is.EqualTo(RefreshResult.Changed));
    }

    private static CacheHost Start() => new(services => services
        .AddSingleton<Index>()
        .AddScoped<IIndex>(provider => provider.GetRequiredService<Index>())
        .AddInterception(all =>
        {
            foreach (string name in typeof(IIndex).GetMethods().Select(method => method.Name))
            {
                all.Methods[$"{nameof(IIndex)}.{name}"] = new MethodOptions { Check = CheckMode.Off };
            }
        })
        .DecorateWithCaching<IIndex>());

    private sealed class Index : IIndex
    {
        public bool IsTurned { get; set; }

        private IEnumerable<string> Ordered => IsTurned ? Words.Reverse() : Words;

        public Task<Dictionary<string, int>> CountAsync() => Task.FromResult(Ordered.ToDictionary(word => word, word => word.Length));

        public Task<HashSet<string>> NamesAsync() => Task.FromResult(Ordered.ToHashSet());

        public Task<List<string>> ListAsync() => Task.FromResult(Ordered.ToList());
    }
}
