using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.Registration;

[TestFixture]
internal sealed class PredicateTests
{
    internal interface ITenant
    {
        string Name();
    }

    internal sealed class Tenant : ITenant
    {
        public string Name() => "acme";
    }

    /// <summary>A VaryBy that depends on a service which a predicate may well take in.</summary>
    internal sealed class TenantVaryBy(ITenant tenant) : IVaryBy
    {
        public string Name => "tenant";

        public string? GetValue(IServiceProvider caller) => tenant.Name();

        public IDisposable? Restore(string value, IServiceProvider run) => null;
    }

    internal sealed class Worker : IHostedLifecycleService
    {
        public List<string> Steps { get; } = [];

        public Task StartingAsync(CancellationToken cancellationToken) => Note("starting");

        public Task StartAsync(CancellationToken cancellationToken) => Note("start");

        public Task StartedAsync(CancellationToken cancellationToken) => Note("started");

        public Task StoppingAsync(CancellationToken cancellationToken) => Note("stopping");

        public Task StopAsync(CancellationToken cancellationToken) => Note("stop");

        public Task StoppedAsync(CancellationToken cancellationToken) => Note("stopped");

        private Task Note(string step)
        {
            Steps.Add(step);
            return Task.CompletedTask;
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task DecorateWithCaching_EverythingInAHost_StartsAndStops(CancellationToken timeout)
    {
        var worker = new Worker();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(static logging => logging.AddFakeLogging()).AddMetrics().AddHttpClientLikeServices();
        builder.Services.AddSingleton<IHostedService>(worker);
        builder.Services.AddSingleton<ITenant, Tenant>().AddSingleton<IVaryBy, TenantVaryBy>();
        builder.Services.AddSingleton(new Tally()).AddScoped<IQuotes, Quotes>();
        builder.Services.AddInterception(static options => options.Methods["IQuotes.Find"] = new() { VaryBy = ["tenant"] });
        builder.Services.DecorateWithCaching(static _ => true);
        using IHost host = builder.Build();

        await host.StartAsync(timeout);
        using (IServiceScope scope = host.Services.CreateScope())
        {
            var quotes = scope.ServiceProvider.GetRequiredService<IQuotes>();
            Assert.That((quotes.Find(1), quotes.Find(1)), Is.EqualTo(("one:1", "one:1")));
        }

        await host.StopAsync(timeout);

        Assert.That(host.Services.GetRequiredService<Tally>().Runs, Is.EqualTo(1));
        Assert.That(worker.Steps, Is.EqualTo(new[] { "starting", "start", "started", "stopping", "stop", "stopped" }));
        Assert.That(host.Services.GetFakeLogCollector().GetSnapshot().Where(one => one.Level >= LogLevel.Warning), Is.Empty);
    }

    [Test]
    public void DecorateWithCaching_AskedAboutEachService_NotAboutTheCacheOrWhatIsHidden()
    {
        IServiceCollection services = Containers.WithTally(out _);
        services.AddScoped<IQuotes, Quotes>().AddKeyedScoped<IQuotes, OtherQuotes>("k").CacheMethods().DecorateWithCaching<IQuotes>();
        var asked = new List<Type>();

        services.DecorateWithCaching(type =>
        {
            asked.Add(type);
            return false;
        });

        Assert.That(asked, Is.EquivalentTo(new[] { typeof(Tally), typeof(TimeProvider), typeof(IQuotes), typeof(IQuotes) }));
    }

    [Test]
    public void DecorateWithCaching_NothingToCacheInIt_KeepsTheRegistration()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IHostedService, Worker>();
        services.AddSingleton<IFormatProvider>(CultureInfo.InvariantCulture);
        ServiceDescriptor[] before = [.. services];

        services.CacheMethods().DecorateWithCaching(static type => type != typeof(IFormatProvider));

        Assert.That(services.Take(2), Is.EqualTo(before));
        Assert.That(services.FindProblems(), Is.Empty);
    }

    [Test]
    [CancelAfter(30_000)]
    public void Resolve_NeededToBuildTheCacheAndNamed_IsAProblemAndNoDeadlock(CancellationToken timeout)
    {
        timeout.ThrowIfCancellationRequested();
        var services = new ServiceCollection();
        services.AddSingleton<ITenant, Tenant>().AddSingleton<IVaryBy, TenantVaryBy>();
        services.CacheMethods("ITenant.Name").DecorateWithCaching<ITenant>();
        using ServiceProvider provider = services.BuildStrict();

        Assert.That(provider.GetProblems(), Is.EqualTo(new[]
        {
            "'PredicateTests.ITenant' is needed to build the cache, by an IVaryBy or by logging, so whoever got it there calls it uncached; don't cache it",
        }));
        Assert.That(provider.GetRequiredService<ITenant>().Name(), Is.EqualTo("acme"));
    }
}
