using Interception.Composition;
using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>A generic method of a class service is one method, whichever class along the line declares what is called.</summary>
[TestFixture]
internal sealed class OverriddenGenericTests
{
    internal class Echoes(Tally tally)
    {
        protected Tally Tally => tally;

        public virtual T Echo<T>(T value) => Tally.Run(value);
    }

    internal class Middle(Tally tally) : Echoes(tally);

    internal class Louder(Tally tally) : Middle(tally)
    {
        public override T Echo<T>(T value) => Tally.Run(base.Echo(value));
    }

    [Test]
    public async Task Call_OverriddenByTheImplementation_IsCachedAndSteeredAsOne()
    {
        await CallTwiceAsync<Echoes, Louder>(runs: 2);
    }

    [Test]
    public async Task Call_InheritedByTheService_IsCachedAndSteeredAsOne()
    {
        await CallTwiceAsync<Middle, Middle>(runs: 1);
    }

    [Test]
    public async Task Call_InheritedByTheServiceAndOverridden_IsCachedAndSteeredAsOne()
    {
        await CallTwiceAsync<Middle, Louder>(runs: 2);
    }

    private static async Task CallTwiceAsync<TService, TImplementation>(int runs)
        where TService : Echoes
        where TImplementation : class, TService
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<TService, TImplementation>();
        services.CacheMethods($"{typeof(TService).Name}.Echo").DecorateWithCaching<TService>();
        await using ServiceProvider provider = services.BuildStrict();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        var echoes = scope.ServiceProvider.GetRequiredService<TService>();
        var cache = scope.ServiceProvider.GetRequiredService<IMethodCache>();

        Assert.That((echoes.Echo(5), echoes.Echo(5), tally.Runs), Is.EqualTo((5, 5, runs)));
        Assert.That((await cache.PeekAsync<TService>(one => one.Echo(5)))?.Value, Is.EqualTo(5));
        Assert.That(provider.GetRequiredService<CacheRuntime>().Decorated.Single().Methods.Count(), Is.EqualTo(1));
        await cache.InvalidateAsync<TService>(one => one.Echo(5));
        Assert.That((echoes.Echo(5), tally.Runs), Is.EqualTo((5, 2 * runs)));
        await cache.InvalidateMethodAsync<TService>(nameof(Echoes.Echo));
        Assert.That((echoes.Echo(5), tally.Runs), Is.EqualTo((5, 3 * runs)));
    }
}
