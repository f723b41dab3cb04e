using Interception.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Specimens.Entities;

/// <summary>EF Core's proxies are not cached: whoever asks gets one of its own scope, whose navigations load as they do without a cache.</summary>
[TestFixture, Property("Row", "R11")]
internal sealed class ProxyEntityTests
{
    public enum Proxies
    {
        LazyLoading,
        ChangeTracking,
    }

    [Test]
    public async Task Call_EntityIsAProxy_IsTheCallersOwn([Values] Proxies proxies)
    {
        await using SqliteConnection database = await ShopContext.OpenDatabaseAsync();
        await using CacheHost host = Start(database, proxies);

        for (int time = 1; time <= 3; time++)
        {
            await using AsyncServiceScope request = host.Services.CreateAsyncScope();
            var shops = request.ServiceProvider.GetRequiredService<IShops>();
            var context = request.ServiceProvider.GetRequiredService<ShopContext>();
            Shop[] served = [(await shops.FindAsync(1))!, shops.Find(1)!, (await shops.ListAsync()).Single()];

            Assert.That(served, Is.All.SameAs(context.Shops.Local.Single()), "tracked by the caller's own context");
            Assert.That(served[0].GetType(), Is.Not.EqualTo(typeof(Shop)));
            Assert.That(served[0].Clerks.Select(one => one.Name), Is.EqualTo((string[])["Di", "Ed"]));
            served[0].Name = $"Corner {time}";
            Assert.That(await context.SaveChangesAsync(), Is.EqualTo(1), "what the caller changes is saved");
            Assert.That(host.Cache.Report().Methods.Sum(one => one.Entries), Is.EqualTo(time == 1 ? 0 : 1));
            Assert.That(await shops.NameAsync(1), Is.EqualTo("Corner 1"), "plain data is cached");
        }

        string[] told = [.. host.OwnLogs().Select(one => one.Message)];
        Assert.That(told, Has.Length.EqualTo(3).And.All.Contain("as EF Core's lazy-loading and change-tracking proxies are"), "once for each method");
    }

    [Test]
    public async Task Call_NavigationIsLoadedWhenItIsRead_IsLoaded([Values] bool isTracked, [Values] bool isTwice)
    {
        await using SqliteConnection database = await ShopContext.OpenDatabaseAsync();
        await using CacheHost host = Start(database, Proxies.LazyLoading);
        await using AsyncServiceScope request = host.Services.CreateAsyncScope();
        var shops = request.ServiceProvider.GetRequiredService<IShops>();
        _ = isTwice ? await shops.UntrackedAsync() : null;

        Shop? shop = isTracked ? await shops.FindAsync(1) : (await shops.UntrackedAsync()).Single();

        Assert.That(shop!.Clerks.Select(one => one.Name), Is.EqualTo((string[])["Di", "Ed"]));
        Assert.That(shop.Clerks.First().Shop!.Home!.Street, Is.EqualTo("Main St 1"));
    }

    [Test]
    public async Task Call_NothingIsFoundFirst_TheNullIsNotInTheWayOfTheProxy()
    {
        await using SqliteConnection database = await ShopContext.OpenDatabaseAsync();
        await using CacheHost host = Start(database, Proxies.LazyLoading, CheckMode.EveryHit);
        Assert.That(await host.Get<IShops>().FindAsync(2), Is.Null);
        await using (AsyncServiceScope other = host.Services.CreateAsyncScope())
        {
            var context = other.ServiceProvider.GetRequiredService<ShopContext>();
            context.Add(new Shop { Name = "New" });
            await context.SaveChangesAsync();
        }

        Assert.That(await host.Get<IShops>().FindAsync(2), Is.Null, "stale, and checked");
        await host.IdleAsync();
        Shop? found = await host.Get<IShops>().FindAsync(2);

        Assert.That(found!.Clerks, Is.Empty);
        Assert.That(found.Name, Is.EqualTo("New"));
    }

    private static CacheHost Start(SqliteConnection database, Proxies proxies, CheckMode check = CheckMode.Off) => new(services => services
        .AddDbContext<ShopContext>(options => (proxies == Proxies.LazyLoading ? options.UseLazyLoadingProxies() : options.UseChangeTrackingProxies()).UseSqlite(database))
        .AddScoped<IShops, Shops>()
        .AddInterception(all =>
        {
            foreach (string name in (string[])[nameof(IShops.FindAsync), nameof(IShops.Find), nameof(IShops.ListAsync), nameof(IShops.UntrackedAsync), nameof(IShops.NameAsync)])
            {
                all.Methods[$"{nameof(IShops)}.{name}"] = new MethodOptions { Check = check };
            }
        })
        .DecorateWithCaching<IShops>());
}
