using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Interception.Tests.Configuration;
using Interception.Tests.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.Composition;

[TestFixture]
internal sealed class MethodCacheTests
{
    internal interface IPrices
    {
        int Find(int id);

        int Find(string name);

        long Wide(long id);

        Task<string> NameAsync(int id, CancellationToken cancellationToken = default);

        ValueTask<int> CountAsync(int id);

        T Echo<T>(T value);

        string Mine();

        int Odd(object key);

        int Never(int id);

        void Clear();
    }

    internal sealed class Prices(Tally tally) : IPrices
    {
        public int Find(int id) => tally.Run(id);

        public int Find(string name) => tally.Run(name.Length);

        public long Wide(long id) => tally.Run(id);

        public Task<string> NameAsync(int id, CancellationToken cancellationToken = default) => Task.FromResult(tally.Run($"n{id}"));

        public ValueTask<int> CountAsync(int id) => new(tally.Run(id));

        public T Echo<T>(T value) => tally.Run(value);

        public string Mine() => tally.Run("mine");

        public int Odd(object key) => tally.Run(1);

        public int Never(int id) => tally.Run(id);

        public void Clear()
        {
        }
    }

    /// <summary>Whoever asks from a singleton.</summary>
    internal sealed class Steering(IMethodCache cache)
    {
        public IMethodCache Cache => cache;
    }

    private readonly AsyncLocal<string?> _tenant = new();
    private Tally _tally = null!;
    private ServiceProvider _provider = null!;
    private AsyncServiceScope _scope;
    private IPrices _prices = null!;
    private IMethodCache _cache = null!;

    [SetUp]
    public void SetUp()
    {
        _tenant.Value = "a";
        IServiceCollection services = Containers.WithTally(out _tally).AddScoped<IPrices, Prices>().AddSingleton<Steering>();
        services.AddKeyedScoped<IPrices, Prices>("k").AddSingleton<IVaryBy>(new AsyncLocalVaryBy("tenant", _tenant));
        services.CacheMethods("IPrices.Find", "IPrices.Wide", "IPrices.NameAsync", "IPrices.CountAsync", "IPrices.Echo").AddInterception(options =>
        {
            options.Methods["IPrices.Mine"] = new() { VaryBy = ["tenant"] };
            options.Methods["IPrices.Odd"] = new() { Mode = CacheMode.Off };
            options.Methods["IPrices.NameAsync"].Tags = ["names"];
        });
        services.DecorateWithCaching<IPrices>();
        _provider = services.BuildStrict();
        _scope = _provider.CreateAsyncScope();
        _prices = _scope.ServiceProvider.GetRequiredService<IPrices>();
        _cache = _scope.ServiceProvider.GetRequiredService<IMethodCache>();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _scope.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Test]
    [SuppressMessage("Reliability", "CA2012", Justification = "The expression names the call and does not make it.")]
    public async Task PeekAsync_EachFormOfACall_FindsItsAnswer()
    {
        int captured = 5;
        int[] list = [4, 5];
        _prices.Find(5);
        _prices.Wide(5);
        await _prices.NameAsync(5);
        await _prices.CountAsync(5);
        _prices.Echo("x");

        Assert.That(await Peek(prices => prices.Find(5)), Is.EqualTo(5));
        Assert.That(await Peek(prices => prices.Find(captured)), Is.EqualTo(5));
        Assert.That(await Peek(prices => prices.Find(list[1])), Is.EqualTo(5));
        Assert.That(await Peek(prices => prices.Find(int.Parse("5", null) + (captured - 5))), Is.EqualTo(5));
        Assert.That(await Peek(prices => prices.Wide(captured)), Is.EqualTo(5L));
        Assert.That(await Peek(prices => prices.NameAsync(captured, CancellationToken.None)), Is.EqualTo("n5"));
        Assert.That(await Peek(prices => prices.CountAsync(captured)), Is.EqualTo(5));
        Assert.That(await Peek(prices => prices.Echo("x")), Is.EqualTo("x"));
        Assert.That(await Peek(prices => prices.Find(6)), Is.Null);
        Assert.That(await Peek(prices => prices.Echo(5)), Is.Null);
        Assert.That(_tally.Runs, Is.EqualTo(5));
    }

    [Test]
    public void AnyCall_NoCallOfTheService_IsRefused()
    {
        foreach ((Expression<Func<IPrices, object?>> call, string text) in new (Expression<Func<IPrices, object?>>, string)[]
        {
            (prices => prices, "prices => prices"),
            (prices => 5, "prices => Convert(5, Object)"),
            (prices => prices.ToString()!.Length, "prices => Convert(prices.ToString().Length, Object)"),
            (prices => string.Concat("a", "b"), "prices => Concat(\"a\", \"b\")"),
            (prices => _prices.Find(1), $"prices => Convert(value({typeof(MethodCacheTests)})._prices.Find(1), Object)"),
            (prices => prices.Find(prices.Find(1)), "prices => Convert(prices.Find(prices.Find(1)), Object)"),
        })
        {
            Assert.That(
                async () => await _cache.PeekAsync(call),
                Throws.ArgumentException.With.Message.EqualTo(
                    $"'{text}' is not a call of a method of MethodCacheTests.IPrices; write it as service => service.Method(arguments). (Parameter 'call')"));
        }

        Assert.That(async () => await _cache.InvalidateAsync<IPrices>(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void AnyCall_MethodThatNobodyWantsCached_IsRefused()
    {
        const string Text = "'MethodCacheTests.IPrices.Never' is not cached; name it in Interception:Methods or mark it [Cached]. (Parameter '{0}')";
        Assert.That(async () => await _cache.PeekAsync<IPrices>(prices => prices.Never(1)), Throws.ArgumentException.With.Message.EqualTo(Text.Replace("{0}", "call", StringComparison.Ordinal)));
        Assert.That(async () => await _cache.RefreshAsync<IPrices>(prices => prices.Never(1)), Throws.ArgumentException);
        Assert.That(async () => await _cache.InvalidateAsync<IPrices>(prices => prices.Never(1)), Throws.ArgumentException);
        Assert.That(async () => await _cache.InvalidateMethodAsync<IPrices>("Never"), Throws.ArgumentException.With.Message.EqualTo(Text.Replace("{0}", "methodName", StringComparison.Ordinal)));
        Assert.That(async () => await _cache.InvalidateMethodAsync<IPrices>(""), Throws.ArgumentException);
        Assert.That(
            async () => await _cache.PeekAsync<IQuotes>(quotes => quotes.Find(1)),
            Throws.ArgumentException.With.Message.StartsWith("'IQuotes.Find' is not cached;"));
    }

    [Test]
    public async Task AnyCall_MethodSwitchedOff_HasNothingToDo()
    {
        await _cache.InvalidateAsync<IPrices>(prices => prices.Odd(1));
        await _cache.InvalidateMethodAsync<IPrices>("Odd");

        Assert.That(await _cache.PeekAsync<IPrices>(prices => prices.Odd(1)), Is.Null);
        Assert.That(await _cache.RefreshAsync<IPrices>(prices => prices.Odd(1)), Is.EqualTo(RefreshResult.NotCached));
        Assert.That(_tally.Runs, Is.Zero);
    }

    [Test]
    public async Task AnyCall_ArgumentThatMakesNoKey_HasNothingToDo()
    {
        string huge = new('x', 100_000);

        await _cache.InvalidateAsync<IPrices>(prices => prices.Find(huge));

        Assert.That(await _cache.PeekAsync<IPrices>(prices => prices.Find(huge)), Is.Null);
        Assert.That(await _cache.RefreshAsync<IPrices>(prices => prices.Find(huge)), Is.EqualTo(RefreshResult.NotCached));
    }

    [Test]
    public async Task InvalidateAsync_OneCall_DropsThatAnswerAlone()
    {
        _prices.Find(1);
        _prices.Find(2);

        await _cache.InvalidateAsync<IPrices>(prices => prices.Find(1));

        Assert.That((await Peek(prices => prices.Find(1)), await Peek(prices => prices.Find(2))), Is.EqualTo(((object?)null, (object?)2)));
    }

    [Test]
    public async Task InvalidateMethodAsync_DropsAllOverloadsAndClosedForms()
    {
        _prices.Find(1);
        _prices.Find("abc");
        _prices.Wide(1);

        await _cache.InvalidateMethodAsync<IPrices>(nameof(IPrices.Find));
        Assert.That((await Peek(prices => prices.Find(1)), await Peek(prices => prices.Find("abc")), await Peek(prices => prices.Wide(1))),
            Is.EqualTo(((object?)null, (object?)null, (object?)1L)));

        await _cache.InvalidateMethodAsync<IPrices>(nameof(IPrices.Echo)); // never called yet: no closed form to clear
        _prices.Echo(1);
        _prices.Echo("x");
        await _cache.InvalidateMethodAsync<IPrices>(nameof(IPrices.Echo));
        Assert.That((await Peek(prices => prices.Echo(1)), await Peek(prices => prices.Echo("x"))), Is.EqualTo(((object?)null, (object?)null)));
    }

    [Test]
    public async Task InvalidateTagAsync_DropsWhatCarriesIt_AnUnknownTagNothing()
    {
        _prices.Find(1);
        await _prices.NameAsync(1);

        await _cache.InvalidateTagAsync("unknown");
        Assert.That(await Peek(prices => prices.NameAsync(1, default)), Is.EqualTo("n1"));
        await _cache.InvalidateTagAsync("names");

        Assert.That((await Peek(prices => prices.NameAsync(1, default)), await Peek(prices => prices.Find(1))), Is.EqualTo(((object?)null, (object?)1)));
    }

    [Test]
    public async Task CallOptions_ServiceKey_MeansThatServiceAlone()
    {
        var keyed = _scope.ServiceProvider.GetRequiredKeyedService<IPrices>("k");
        var options = new CallOptions { ServiceKey = "k" };
        keyed.Find(1);
        _prices.Find(1);

        await _cache.InvalidateAsync<IPrices>(prices => prices.Find(1), options);
        Assert.That((await Peek(prices => prices.Find(1)), await Peek(prices => prices.Find(1), options)), Is.EqualTo(((object?)1, (object?)null)));

        Assert.That(await _cache.RefreshAsync<IPrices>(prices => prices.Find(1), options), Is.EqualTo(RefreshResult.Added));
        await _cache.InvalidateMethodAsync<IPrices>(nameof(IPrices.Find));
        Assert.That((await Peek(prices => prices.Find(1)), await Peek(prices => prices.Find(1), options)), Is.EqualTo(((object?)null, (object?)1)));
        Assert.That(async () => await Peek(prices => prices.Find(1), new CallOptions { ServiceKey = "none" }), Throws.ArgumentException);
    }

    [Test]
    public async Task CallOptions_VaryBy_GivenWinsOverAmbient()
    {
        _prices.Mine();
        var given = new CallOptions { VaryBy = new Dictionary<string, string> { ["tenant"] = "b" } };

        Assert.That((await Peek(prices => prices.Mine()), await Peek(prices => prices.Mine(), given)), Is.EqualTo(((object?)"mine", (object?)null)));
        Assert.That(await _cache.RefreshAsync<IPrices>(prices => prices.Mine(), given), Is.EqualTo(RefreshResult.Added));
        _tenant.Value = "b";
        Assert.That(await Peek(prices => prices.Mine()), Is.EqualTo("mine"));
        _tenant.Value = null;
        Assert.That(await Peek(prices => prices.Mine()), Is.Null);
        Assert.That(await _cache.RefreshAsync<IPrices>(prices => prices.Mine()), Is.EqualTo(RefreshResult.NotCached));
        Assert.That(_tally.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task AnyCall_VaryByReadsNull_InvalidateSaysSoAndNothingElseIsDone()
    {
        _prices.Mine();
        _tenant.Value = null;

        Assert.That(async () => await _cache.InvalidateAsync<IPrices>(prices => prices.Mine()), Throws.InvalidOperationException.With.Message.EqualTo(
            "'MethodCacheTests.IPrices.Mine' varies by 'tenant', which reads null here, so it can't be told whose answer to drop; "
            + "pass the value in CallOptions.VaryBy, or drop everybody's with InvalidateMethodAsync."));
        Assert.That(await Peek(prices => prices.Mine()), Is.Null);
        Assert.That(await _cache.RefreshAsync<IPrices>(prices => prices.Mine()), Is.EqualTo(RefreshResult.NotCached));
        CallExplanation? explained = await _cache.ExplainAsync<IPrices>(prices => prices.Mine());
        Assert.That((explained?.KeyDigest, explained?.Place, explained?.Reason), Is.EqualTo(
            ((string?)null, (AnswerPlace?)AnswerPlace.None, "its VaryBy 'tenant' reads null here: the call goes to the method")));

        var given = new CallOptions { VaryBy = new Dictionary<string, string> { ["tenant"] = "a" } };
        Assert.That((await Peek(prices => prices.Mine(), given), _tally.Runs), Is.EqualTo(((object?)"mine", 1)));
        await _cache.InvalidateAsync<IPrices>(prices => prices.Mine(), given);
        Assert.That(await Peek(prices => prices.Mine(), given), Is.Null);
    }

    [Test]
    public void CallOptions_VaryByThatTheMethodHasNot_IsRefused()
    {
        var options = new CallOptions { VaryBy = new Dictionary<string, string> { ["tenent"] = "b" } };

        Assert.That(async () => await Peek(prices => prices.Mine(), options), Throws.ArgumentException.With.Message.EqualTo(
            "'MethodCacheTests.IPrices.Mine' does not vary by 'tenent'; its VaryBy is [tenant]. (Parameter 'options')"));
    }

    [Test]
    public async Task Resolve_FromASingleton_SteersTheSameCache()
    {
        _prices.Find(1);

        Assert.That((await _provider.GetRequiredService<Steering>().Cache.PeekAsync<IPrices>(prices => prices.Find(1)))?.Value, Is.EqualTo(1));
        await _cache.WhenIdleAsync();
    }

    [Test]
    public async Task Reload_NamesWhatCanNotBeCached_LogsItAndKeepsTheRest()
    {
        var file = new SettingsProvider().Set(("Methods:IPrices.Find(int):Expiry", "1h"), ("Strict", "false"));
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<IPrices, Prices>()
            .AddLogging(static logging => logging.AddFakeLogging());
        services.AddInterception(new ConfigurationBuilder().Add(file).Build()).DecorateWithCaching<IPrices>();
        await using ServiceProvider provider = services.BuildStrict();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        var prices = scope.ServiceProvider.GetRequiredService<IPrices>();
        prices.Find(1);

        file.Change(("Methods:IPrices.Find(int):Expiry", "1h"), ("Methods:IPrices.Clear:Expiry", "1h"), ("Strict", "false"));

        Assert.That((prices.Find(1), tally.Runs), Is.EqualTo((1, 1)));
        Assert.That(
            provider.GetFakeLogCollector().GetSnapshot().Where(static one => one.Level >= LogLevel.Warning).Select(static one => one.Message),
            Is.EqualTo(new[]
            {
                "'MethodCacheTests.IPrices.Clear()' can't be cached: it returns no result (void), so there is nothing to cache. Its calls run uncached.",
            }));
    }

    private async Task<object?> Peek(Expression<Func<IPrices, object?>> call, CallOptions? options = null) =>
        (await _cache.PeekAsync(call, options))?.Value;
}
