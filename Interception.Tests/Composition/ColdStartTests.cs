using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interception.Tests.Composition;

/// <summary>Generating a proxy takes milliseconds and a lock: the host's start pays, and no caller.</summary>
[TestFixture]
internal sealed class ColdStartTests
{
    internal interface IEarly
    {
        int Find(int id);
    }

    internal interface IContended
    {
        int Find(int id);
    }

    private sealed class Finder : IEarly, IContended
    {
        public int Find(int id) => id;
    }

    [Test, Property("Failure", "C34")]
    public async Task StartAsync_GeneratesTheProxiesBeforeAnybodyAsks()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddScoped<IEarly, Finder>().CacheMethods("IEarly.Find").DecorateWithCaching<IEarly>();
        using IHost host = builder.Build();
        Assert.That(ProxiesOf<IEarly>(), Is.Empty);

        await host.StartAsync();
        Type[] started = ProxiesOf<IEarly>();
        using IServiceScope scope = host.Services.CreateScope();

        Assert.That(started, Does.Contain(scope.ServiceProvider.GetRequiredService<IEarly>().GetType()));
        Assert.That(ProxiesOf<IEarly>(), Is.EqualTo(started), "Castle's, and the typed front that derives from it");
        await host.StopAsync();
    }

    [Test, Property("Failure", "C34")]
    public void Resolve_FirstFromManyThreadsAtOnce_GeneratesOneType()
    {
        const int Threads = 8;
        var services = new ServiceCollection();
        services.AddScoped<IContended, Finder>().CacheMethods("IContended.Find").DecorateWithCaching<IContended>();
        using ServiceProvider provider = services.BuildStrict();
        using var start = new Barrier(Threads);
        var types = new Type[Threads];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            using IServiceScope scope = provider.CreateScope();
            start.SignalAndWait();
            types[i] = scope.ServiceProvider.GetRequiredService<IContended>().GetType();
        }))];

        Array.ForEach(threads, static one => one.Start());
        Array.ForEach(threads, static one => one.Join());

        Assert.That(types.Distinct().ToArray(), Has.Length.EqualTo(1));
        Assert.That(ProxiesOf<IContended>(), Has.Length.EqualTo(FrontSwitch.IsOn ? 2 : 1), "Castle's, and the typed front that derives from it");
    }

    private static Type[] ProxiesOf<T>() =>
    [
        .. AppDomain.CurrentDomain.GetAssemblies().Where(static one => one.IsDynamic).SelectMany(static one => one.GetTypes())
            .Where(static type => type.IsClass && typeof(T).IsAssignableFrom(type)),
    ];
}
