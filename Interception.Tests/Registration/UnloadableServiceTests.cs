using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>Services of plugins, whose assemblies are loaded into a context that can be unloaded.</summary>
[TestFixture]
internal sealed class UnloadableServiceTests
{
    public interface IPluginPrices
    {
        List<string> Find(int id);
    }

    public class PluginPrices : IPluginPrices
    {
        private int _runs;

        public virtual List<string> Find(int id) => [$"{id} in run {++_runs}"];
    }

    [Test, Property("Failure", "P6")]
    public void Unload_ContextWhoseServicesWereDecorated_IsNotKept([Values] bool isInterface)
    {
        WeakReference context = UseAndUnload(isInterface);
        for (int i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(context.IsAlive, Is.False);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseAndUnload(bool isInterface)
    {
        var context = new AssemblyLoadContext("plugin", isCollectible: true);
        Assembly plugin = context.LoadFromAssemblyPath(typeof(IPluginPrices).Assembly.Location);
        Type implementation = plugin.GetType(typeof(PluginPrices).FullName!)!;
        Type service = isInterface ? plugin.GetType(typeof(IPluginPrices).FullName!)! : implementation;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(service, implementation);
        services.AddInterception(all =>
        {
            all.Strict = false;
            all.Methods[$"{service.Name}.Find"] = new MethodOptions { Check = CheckMode.Off };
        });
        services.DecorateWithCaching(type => type == service);
        using (ServiceProvider provider = services.BuildServiceProvider())
        {
            object prices = provider.GetRequiredService(service);
            MethodInfo find = service.GetMethod("Find")!;
            Assert.That(find.Invoke(prices, [1]), Is.EqualTo((string[])["1 in run 1"]));
            Assert.That(find.Invoke(prices, [1]), Is.EqualTo((string[])["1 in run 2"]), "it is left as it is");
            Assert.That(
                provider.GetRequiredService<CacheRuntime>().Problems,
                Has.Some.Contains("its assembly is in a context that can be unloaded, and a proxy can't be; load it into one that is not collectible"));
        }

        context.Unload();
        return new WeakReference(context);
    }
}
