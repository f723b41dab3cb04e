using Castle.DynamicProxy;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Entities that are proxies themselves, as Entity Framework makes them for lazy loading: their type is none that anybody has declared.</summary>
[TestFixture]
internal sealed class EntityProxyTests
{
    public interface IEntities
    {
        Task<Entity?> FindAsync(int id);

        List<Entity> List(int id);
    }

    [Test, Property("Failure", "C32")]
    public async Task Call_ResultIsAProxy_ReachesItsCallerUncachedWithOneWarningAMethod([Values] ResultHandling results)
    {
        await using CacheHost host = new(services => services
            .AddScoped<IEntities, Entities>()
            .AddInterception(all =>
            {
                all.Defaults.Results = results;
                all.Methods["IEntities.FindAsync"] = new MethodOptions();
                all.Methods["IEntities.List"] = new MethodOptions();
            })
            .DecorateWithCaching<IEntities>());
        var entities = host.Get<IEntities>();

        for (int call = 1; call <= 3; call++)
        {
            Entity? found = await entities.FindAsync(1);
            Assert.That((ProxyUtil.IsProxy(found), found?.Name), Is.EqualTo((true, "old-1")));
            Assert.That(entities.List(2).Select(static one => one.Name), Is.EqualTo((string[])["old-2"]));
            Assert.That(host.Origin.Runs, Is.EqualTo(4 * call), "a run, whose result belongs to a scope that has ended, and the caller's own call, for each");
        }

        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached", "ResultNotCached"]));
    }

    public class Entity
    {
        public virtual string? Name { get; set; }
    }

    private sealed class Entities(Origin origin) : IEntities
    {
        private static readonly ProxyGenerator Generator = new();

        public async Task<Entity?> FindAsync(int id)
        {
            await Task.Yield();
            return Load(id);
        }

        public List<Entity> List(int id) => [Load(id)];

        private Entity Load(int id)
        {
            var entity = Generator.CreateClassProxy<Entity>();
            entity.Name = origin.Ask(id, default);
            return entity;
        }
    }
}
