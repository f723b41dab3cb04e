using System.Runtime.CompilerServices;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Composition;

/// <summary>A container that has ended leaves nothing behind, the first of its services too: proxy types live as long as the process.</summary>
[TestFixture]
internal sealed class EndedContainerTests
{
    internal interface IFirst
    {
        Task<string?> FindAsync(int id);

        T Echo<T>(T value);
    }

    internal sealed class First(Origin origin) : IFirst
    {
        public Task<string?> FindAsync(int id) => origin.AskAsync(id, default);

        public T Echo<T>(T value) => value;
    }

    internal class FirstClass(Tally tally)
    {
        public virtual string Find(int id) => tally.Run($"{id}");
    }

    [Test]
    public async Task Dispose_Interface_LetsItsAnswersGo() => await AssertGoneAsync(await UseInterfaceAsync());

    [Test]
    public async Task Dispose_Class_LetsItsAnswersGo([Values] ServiceLifetime lifetime) => await AssertGoneAsync(await UseClassAsync(lifetime));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> UseInterfaceAsync()
    {
        await using CacheHost host = new(services => services
            .AddScoped<IFirst, First>()
            .AddInterception(all =>
            {
                all.Methods["IFirst.FindAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
                all.Methods["IFirst.Echo"] = new MethodOptions();
            })
            .DecorateWithCaching<IFirst>());
        var first = host.Get<IFirst>();
        await first.FindAsync(1);
        await first.FindAsync(1);
        first.Echo(1);
        await host.IdleAsync();
        return [new(host.Runtime), new(host.Services), new(host.Runtime.Decorated.Single().Methods.First().Table)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> UseClassAsync(ServiceLifetime lifetime)
    {
        await using CacheHost host = new(services =>
        {
            services.AddSingleton<Tally>().Add(new ServiceDescriptor(typeof(FirstClass), typeof(FirstClass), lifetime));
            services.CacheMethods("FirstClass.Find").DecorateWithCaching<FirstClass>();
        });
        host.Get<FirstClass>().Find(1);
        host.Get<FirstClass>().Find(1);
        await host.IdleAsync();
        return [new(host.Runtime), new(host.Services), new(host.Runtime.Decorated.Single().Methods.First().Table)];
    }

    /// <remarks>Whoever has completed the last task may still have it on its stack, so other threads get some turns.</remarks>
    private static async Task AssertGoneAsync(WeakReference[] all)
    {
        for (int i = 0; i < 50 && Array.Exists(all, one => one.IsAlive); i++)
        {
            await CacheHost.TurnAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(all.Select(one => one.IsAlive), Is.All.False);
    }
}
