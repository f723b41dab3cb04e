using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Calls of which no key can be made: they go to the method, with the caller's own arguments.</summary>
[TestFixture]
internal sealed class UncacheableArgumentTests
{
    public interface ITaker
    {
        Task<int> SumAsync(IEnumerable<int> numbers);

        Task<int> MeasureAsync(string? text);

        int Count(HashSet<string> names);
    }

    public interface ISieve
    {
        int Count(Func<int, bool> condition);
    }

    [Test, Property("Failure", "K9")]
    public async Task Call_LazySequence_IsReadByTheMethodAlone()
    {
        await using CacheHost host = Start();
        int readings = 0;

        Assert.That(await host.Get<ITaker>().SumAsync(Numbers()), Is.EqualTo(3));
        Assert.That(await host.Get<ITaker>().SumAsync(Numbers()), Is.EqualTo(3));

        Assert.That((readings, host.Origin.Runs), Is.EqualTo((2, 2)));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["CallNotCached"]));

        IEnumerable<int> Numbers()
        {
            readings++;
            yield return 1;
            yield return 2;
        }
    }

    [Test, Property("Failure", "K10")]
    public async Task Call_TenMegabytesOfText_RunsUncachedAndSaysSoOnce()
    {
        await using CacheHost host = Start();
        string text = new('x', 5_000_000);

        Assert.That(await host.Get<ITaker>().MeasureAsync(text), Is.EqualTo(text.Length));
        Assert.That(await host.Get<ITaker>().MeasureAsync(text), Is.EqualTo(text.Length));

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(host.Entries(), Is.Empty);
        Assert.That(host.EventNames(), Is.EqualTo((string[])["CallNotCached"]));
    }

    [Test]
    public async Task Invalidate_CallOfWhichNoKeyCanBeMade_LeavesAllOthersAlone()
    {
        await using CacheHost host = Start();
        string text = new('x', 5_000_000);
        await host.Get<ITaker>().MeasureAsync(null);

        await host.Cache.InvalidateAsync<ITaker>(taker => taker.MeasureAsync(text));

        Assert.That(await host.Cache.PeekAsync<ITaker>(taker => taker.MeasureAsync(text)), Is.Null);
        Assert.That(await host.Cache.PeekAsync<ITaker>(taker => taker.MeasureAsync(null)), Is.Not.Null);
    }

    [Test]
    public async Task Call_SetWithAComparerOfItsOwn_RunsWithThatSet()
    {
        await using CacheHost host = Start();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { "a" };

        Assert.That(host.Get<ITaker>().Count(names), Is.EqualTo(1));

        Assert.That(names, Does.Contain("seen"), "the method had the set itself");
        Assert.That(host.EventNames(), Is.EqualTo((string[])["CallNotCached"]));
    }

    [Test, Property("Failure", "K8")]
    public void Call_ParameterThatIsNoData_IsReportedAndGoesToTheMethod()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<ISieve, Sieve>().AddInterception(all =>
        {
            all.Strict = false;
            all.Methods["ISieve.Count"] = new MethodOptions();
        }).DecorateWithCaching<ISieve>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        var sieve = scope.ServiceProvider.GetRequiredService<ISieve>();

        Assert.That((sieve.Count(one => one > 1), sieve.Count(one => one > 2), tally.Runs), Is.EqualTo((2, 1, 2)));
        Assert.That(provider.GetProblems(), Has.Exactly(1).Contains("parameter 'condition'"));
    }

    private static CacheHost Start() => new(services => services
        .AddScoped<ITaker, Taker>()
        .AddInterception(all =>
        {
            all.Methods["ITaker.SumAsync"] = new MethodOptions();
            all.Methods["ITaker.MeasureAsync"] = new MethodOptions();
            all.Methods["ITaker.Count"] = new MethodOptions();
        })
        .DecorateWithCaching<ITaker>());

    private sealed class Taker(Origin origin) : ITaker
    {
        public async Task<int> SumAsync(IEnumerable<int> numbers)
        {
            await origin.AskAsync(0, default);
            return numbers.Sum();
        }

        public async Task<int> MeasureAsync(string? text)
        {
            await origin.AskAsync(0, default);
            return text?.Length ?? 0;
        }

        public int Count(HashSet<string> names)
        {
            int count = names.Count;
            names.Add("seen");
            return count;
        }
    }

    private sealed class Sieve(Tally tally) : ISieve
    {
        public int Count(Func<int, bool> condition) => tally.Run(Enumerable.Range(1, 3).Count(condition));
    }
}
