using System.Reflection;
using Interception.Composition;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Composition;

/// <summary>A service that reads its callers' surroundings, which are in no key and in no run: it is told of.</summary>
[TestFixture]
internal sealed class AmbientReadersTests
{
    public interface IBaskets
    {
        Task<string?> FindAsync(int id);

        Task<string?> CountAsync(int id);
    }

    [TestCase(typeof(OfFlow), "AsyncLocal")]
    [TestCase(typeof(OfBase), "AsyncLocal")]
    [TestCase(typeof(OfStatic), "AsyncLocal")]
    [TestCase(typeof(Origin), null)]
    [TestCase(typeof(string), null)]
    public void Find_Class_IsWhatItReadsThemWith(Type implementation, string? expected) =>
        Assert.That(AmbientReaders.Find(implementation), Is.EqualTo(expected));

    [Test]
    public void Find_ClassHasATypeOfAnAssemblyThatIsNotThere_IsNothing() => Assert.That(AmbientReaders.Find(new Incomplete()), Is.Null);

    [Test, Property("Row", "R17")]
    public async Task Start_CachedWithoutVaryBy_IsNamedWithItsAccessor()
    {
        await using CacheHost host = Start<OfFlow>();

        Assert.That(host.OwnLogs().Select(record => record.Message), Is.EqualTo((string[])
        [
            "'AmbientReadersTests.IBaskets.FindAsync' is cached without VaryBy, and 'AmbientReadersTests.OfFlow' has an AsyncLocal. "
            + "A run sees nothing of its callers' surroundings: if the answer depends on them, name in VaryBy what it reads.",
        ]));
    }

    [Test]
    public async Task Start_ServiceReadsNothing_NobodyIsNamed()
    {
        await using CacheHost host = Start<OfOrigin>();

        Assert.That(host.OwnLogs(), Is.Empty);
    }

    private static CacheHost Start<TBaskets>()
        where TBaskets : class, IBaskets
    {
        var host = new CacheHost(services => services
            .AddScoped<IBaskets, TBaskets>()
            .AddScoped<IBaskets, TBaskets>() // Named once all the same.
            .AddInterception(all =>
            {
                all.Methods["IBaskets.FindAsync"] = new MethodOptions();
                all.Methods["IBaskets.CountAsync"] = new MethodOptions { VaryBy = ["culture"] };
            })
            .DecorateWithCaching<IBaskets>());
        host.Get<IBaskets>();
        return host;
    }

    private sealed class Incomplete() : TypeDelegator(typeof(Origin))
    {
        public override ConstructorInfo[] GetConstructors(BindingFlags bindingAttr) => throw new FileNotFoundException("Shop.Baskets");
    }

    internal abstract class Baskets : IBaskets
    {
        public Task<string?> FindAsync(int id) => Task.FromResult<string?>($"{id}");

        public Task<string?> CountAsync(int id) => Task.FromResult<string?>($"{id}");
    }

    internal class OfFlow : Baskets
    {
        private readonly AsyncLocal<string?> _tenant = new();

        public string? Tenant => _tenant.Value;
    }

    internal sealed class OfBase : OfFlow;

    internal sealed class OfStatic : Baskets
    {
        public static readonly AsyncLocal<int> User = new();
    }

    internal sealed class OfOrigin(Origin origin) : Baskets
    {
        public Origin Origin { get; } = origin;
    }
}
