using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>What a caller does to its objects changes nothing for anybody else.</summary>
[TestFixture, Property("Row", "R19")]
internal sealed class IsolationTests
{
    public interface ISearch
    {
        Task<int> FindAsync(Filter filter);

        int Find(Filter filter);
    }

    [Test, Property("Failure", "B29")]
    public async Task Result_MutatedByItsCaller_ChangesNothingForOthers([Values] bool isFirst)
    {
        await using CacheHost host = CacheHost.OfSource();
        List<string> mine = await host.Source.ListAsync(1);
        mine = isFirst ? mine : await host.Source.ListAsync(1);

        mine.Clear();

        Assert.That(await host.Source.ListAsync(1), Is.EqualTo((string[])["old-1", "second"]));
        await host.IdleAsync();
        Assert.That(await host.Source.ListAsync(1), Is.EqualTo((string[])["old-1", "second"]));
        await host.IdleAsync();
        Assert.That(host.EventNames(), Is.Empty);
    }

    [Test, Property("Failure", "C33")]
    public async Task Argument_MutatedAfterTheCall_DoesNotChangeWhatAChecksRunGets([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        var search = host.Get<ISearch>();
        var filter = new Filter { Words = ["one", "two"] };
        await AskAsync(search, filter, isAsync);
        await AskAsync(search, filter, isAsync);
        await host.IdleAsync();
        filter.Words.Add("three");

        await AskAsync(search, new Filter { Words = ["one", "two"] }, isAsync);
        await host.IdleAsync();

        Assert.That(host.Get<Seen>().Filters.Select(one => one.Words), Is.All.EqualTo((string[])["one", "two"]));
    }

    [Test]
    public async Task Argument_OfAMiss_IsACopy([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        var filter = new Filter { Words = ["one"] };

        await AskAsync(host.Get<ISearch>(), filter, isAsync);

        Assert.That(host.Get<Seen>().Filters.Single(), Is.Not.SameAs(filter));
        Assert.That(host.Get<Seen>().Filters.Single().Words, Is.Not.SameAs(filter.Words));
    }

    [Test]
    public async Task Argument_MutatedByTheMethod_ChangesNeitherTheCallersNorTheKey([Values] bool isAsync)
    {
        await using CacheHost host = Start(spoil: true);
        var filter = new Filter { Words = ["one"] };

        await AskAsync(host.Get<ISearch>(), filter, isAsync);
        int again = await AskAsync(host.Get<ISearch>(), filter, isAsync);
        await host.IdleAsync();

        Assert.That(filter.Words, Is.EqualTo((string[])["one"]));
        Assert.That(again, Is.EqualTo(1));
        Assert.That(host.Get<Seen>().Filters, Has.Count.EqualTo(2), "a miss and a check");
    }

    private static async Task<int> AskAsync(ISearch search, Filter filter, bool isAsync) =>
        isAsync ? await search.FindAsync(filter) : search.Find(filter);

    private static CacheHost Start(bool spoil = false) => new(services => services
        .AddSingleton(new Seen { Spoils = spoil })
        .AddScoped<ISearch, Search>()
        .AddInterception(all =>
        {
            all.Methods["ISearch.FindAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
            all.Methods["ISearch.Find"] = new MethodOptions { Check = CheckMode.EveryHit };
        })
        .DecorateWithCaching<ISearch>());

    public sealed class Filter
    {
        public List<string> Words { get; set; } = [];
    }

    internal sealed class Seen
    {
        public bool Spoils { get; init; }

        public List<Filter> Filters { get; } = [];
    }

    private sealed class Search(Seen seen) : ISearch
    {
        public Task<int> FindAsync(Filter filter) => Task.FromResult(Find(filter));

        public int Find(Filter filter)
        {
            int count = filter.Words.Count;
            if (seen.Spoils)
            {
                filter.Words.Clear();
            }

            lock (seen.Filters)
            {
                seen.Filters.Add(filter);
            }

            return count;
        }
    }
}
