using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

[TestFixture]
internal sealed class SeveralImplementationsTests
{
    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp()
    {
        _services = Containers.WithTally(out _tally);
        _services.AddScoped<IQuotes, Quotes>().AddScoped<IQuotes, OtherQuotes>();
        _services.AddScoped<IQuotes>(scope => new Quotes(scope.GetRequiredService<Tally>(), "third"));
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
    }

    [Test, Property("Failure", "K21")]
    public void GetServices_KeepsTheirOrderAndCachesEachByItself()
    {
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        IQuotes[] all = [.. scope.ServiceProvider.GetServices<IQuotes>()];
        string[] Ask() => [.. all.Select(one => one.Find(1))];

        Assert.That(Ask(), Is.EqualTo(new[] { "one:1", "other:1", "third:1" }));
        Assert.That(Ask(), Is.EqualTo(new[] { "one:1", "other:1", "third:1" }));
        Assert.That(_tally.Runs, Is.EqualTo(3));
        Assert.That(scope.ServiceProvider.GetRequiredService<IQuotes>().Find(1), Is.EqualTo("third:1"));
        Assert.That(_tally.Runs, Is.EqualTo(3));
    }

    [Test]
    public async Task RefreshAsync_RunsTheLastImplementation_AsTheContainerWould()
    {
        await using ServiceProvider provider = _services.BuildStrict();
        var cache = provider.GetRequiredService<IMethodCache>();

        Assert.That(await cache.RefreshAsync<IQuotes>(quotes => quotes.Find(1)), Is.EqualTo(RefreshResult.Added));

        Assert.That((await cache.PeekAsync<IQuotes>(quotes => quotes.Find(1)))?.Value, Is.EqualTo("third:1"));
    }

    [Test]
    public async Task InvalidateAsync_DropsTheAnswerOfEach()
    {
        await using ServiceProvider provider = _services.BuildStrict();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        IQuotes[] all = [.. scope.ServiceProvider.GetServices<IQuotes>()];
        Array.ForEach(all, one => one.Find(1));

        await provider.GetRequiredService<IMethodCache>().InvalidateAsync<IQuotes>(quotes => quotes.Find(1));

        Array.ForEach(all, one => one.Find(1));
        Assert.That(_tally.Runs, Is.EqualTo(6));
    }

    [Test]
    [Property("Failure", "D4")]
    public async Task Check_OfEach_RunsItsOwnImplementation()
    {
        await using ServiceProvider provider = _services.BuildStrict();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        IQuotes[] all = [.. scope.ServiceProvider.GetServices<IQuotes>()];
        Array.ForEach(all, one => one.Find(1));

        foreach (DecoratedService service in provider.GetRequiredService<CacheRuntime>().Decorated)
        {
            RefreshResult result = await service.Methods.Single().RefreshAsync([1], []);
            Assert.That(result, Is.EqualTo(RefreshResult.Unchanged)); // another's answer would be a change
        }

        Assert.That(_tally.Runs, Is.EqualTo(6));
    }

    [Test]
    public async Task InvalidateMethodAsync_DropsTheAnswersOfAll()
    {
        await using ServiceProvider provider = _services.BuildStrict();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        IQuotes[] all = [.. scope.ServiceProvider.GetServices<IQuotes>()];
        Array.ForEach(all, one => one.Find(1));

        await provider.GetRequiredService<IMethodCache>().InvalidateMethodAsync<IQuotes>(nameof(IQuotes.Find));
        Array.ForEach(all, one => one.Find(1));

        Assert.That(_tally.Runs, Is.EqualTo(6));
    }
}
