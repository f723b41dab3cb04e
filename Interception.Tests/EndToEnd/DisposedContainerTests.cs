using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A proxy that outlives its container: a run has no scope any more, but the caller has its service.</summary>
[TestFixture]
internal sealed class DisposedContainerTests
{
    [Test]
    public async Task Miss_ContainerIsDisposedOf_IsAnsweredByTheCallersOwnService([Values] bool isAsync)
    {
        await using CacheHost host = new(static services => services
            .AddScoped<ISource, Source>()
            .AddInterception(static all =>
            {
                all.Methods["ISource.GetAsync"] = new MethodOptions();
                all.Methods["ISource.Get"] = new MethodOptions();
            }).DecorateWithCaching<ISource>());
        ISource source = host.Source;
        await source.ListAsync(0); // Not cached, so its service is there.

        await host.DisposeAsync();

        Assert.That(isAsync ? await source.GetAsync(1, default).Soon() : source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }
}
