using System.Diagnostics.Metrics;
using Interception.Tests.Configuration;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Composition;

/// <summary>What happens while the cache is being built: by whoever it asks, on the thread that builds it.</summary>
[TestFixture]
internal sealed class BuildingTests
{
    /// <summary>When the cache calls the application's code.</summary>
    public enum Moment
    {
        VaryByIsConstructed,
        SettingsAreRead,
        MeterIsCreated,
    }

    [Test]
    public async Task Settings_ChangeWhileItIsBuilt_HoldFromTheFirstCall([Values] Moment moment)
    {
        SettingsProvider settings = new SettingsProvider().Set(("Enabled", "true"));
        bool isChanged = false;
        await using CacheHost host = new(services => services
            .AddSingleton<IVaryBy>(_ =>
            {
                ChangeAt(Moment.VaryByIsConstructed);
                return new AsyncLocalVaryBy("tenant", new AsyncLocal<string?>());
            })
            .AddSingleton<IMeterFactory>(_ => new MeterFactory(() => ChangeAt(Moment.MeterIsCreated)))
            .AddScoped<ISource, Source>()
            .AddInterception(new ConfigurationBuilder().Add(settings).Build())
            .AddInterception(all =>
            {
                all.Methods["ISource.GetAsync"] = new MethodOptions();
                ChangeAt(Moment.SettingsAreRead);
            })
            .DecorateWithCaching<ISource>());

        await host.Source.GetAsync(1, default);
        await host.Source.GetAsync(1, default);

        Assert.That(isChanged, Is.True);
        Assert.That(host.Origin.Runs, Is.EqualTo(2), "it was switched off");

        void ChangeAt(Moment now)
        {
            if (now == moment && !isChanged)
            {
                isChanged = true;
                settings.Change(("Enabled", "false"));
            }
        }
    }

    [Test]
    public async Task Resolve_SingletonClassThatTheCacheNeeds_IsUndecoratedAndRuns()
    {
        var services = new ServiceCollection();
        services.AddSingleton<Tenants>().AddSingleton<IVaryBy, TenantVaryBy>();
        services.CacheMethods("Tenants.Name").DecorateWithCaching<Tenants>();
        await using ServiceProvider provider = services.BuildStrict();

        Assert.That(provider.GetProblems(), Has.Exactly(1).Contains("is needed to build the cache"));
        var tenants = provider.GetRequiredService<Tenants>();
        Assert.That((tenants.GetType(), tenants.Name(1)), Is.EqualTo((typeof(Tenants), "acme 1")));
        Assert.That(
            await provider.GetRequiredService<IMethodCache>().RefreshAsync<Tenants>(one => one.Name(1)).Soon(),
            Is.EqualTo(RefreshResult.Added));
    }

    internal class Tenants
    {
        public virtual string Name(int id) => $"acme {id}";
    }

    private sealed class TenantVaryBy(Tenants tenants) : IVaryBy
    {
        public string Name => "tenant";

        public string GetValue(IServiceProvider caller) => tenants.Name(0);

        public IDisposable? Restore(string value, IServiceProvider run) => null;
    }

    private sealed class MeterFactory(Action creating) : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            creating();
            _meters.Add(new Meter(options));
            return _meters[^1];
        }

        public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
    }
}
