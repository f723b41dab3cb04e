using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

[TestFixture]
internal sealed class SmokeTests
{
    public interface IPrices
    {
        Task<int> FindAsync(int id, string market);
        ValueTask<string> NameAsync(int id);
        int Sum(int a, int b);
        T Echo<T>(T value);
        bool TryGet(int id, out string name);
        int Default(int x) => x + 1000;
    }

    public sealed class Prices : IPrices
    {
        public static int Runs;
        public Task<int> FindAsync(int id, string market) { Interlocked.Increment(ref Runs); return Task.FromResult(id + market.Length); }
        public ValueTask<string> NameAsync(int id) { Interlocked.Increment(ref Runs); return new("n" + id); }
        public int Sum(int a, int b) { Interlocked.Increment(ref Runs); return a + b; }
        public T Echo<T>(T value) { Interlocked.Increment(ref Runs); return value; }
        public bool TryGet(int id, out string name) { name = "x" + id; return true; }
    }

    [Test]
    public async Task Everything_Once()
    {
        var services = new ServiceCollection();
        services.AddScoped<IPrices, Prices>();
        services.AddInterception(o =>
        {
            o.Methods["IPrices.FindAsync"] = new();
            o.Methods["IPrices.NameAsync"] = new();
            o.Methods["IPrices.Sum"] = new();
            o.Methods["IPrices.Echo"] = new();
            o.Methods["IPrices.Default"] = new();
        });
        services.DecorateWithCaching<IPrices>();
        await using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        foreach (string problem in provider.GetRequiredService<Interception.Composition.CacheRuntime>().Problems)
        {
            TestContext.Out.WriteLine(problem);
        }

        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        var prices = scope.ServiceProvider.GetRequiredService<IPrices>();
        Assert.That(await prices.FindAsync(1, "eu"), Is.EqualTo(3));
        Assert.That(await prices.FindAsync(1, "eu"), Is.EqualTo(3));
        Assert.That(Prices.Runs, Is.EqualTo(1));
        Assert.That(await prices.NameAsync(1), Is.EqualTo("n1"));
        Assert.That(await prices.NameAsync(1), Is.EqualTo("n1"));
        Assert.That(Prices.Runs, Is.EqualTo(2));
        Assert.That(prices.Sum(1, 2), Is.EqualTo(3));
        Assert.That(prices.Sum(1, 2), Is.EqualTo(3));
        Assert.That(Prices.Runs, Is.EqualTo(3));
        Assert.That(prices.Echo("a"), Is.EqualTo("a"));
        Assert.That(prices.Echo("a"), Is.EqualTo("a"));
        Assert.That(prices.Echo(5), Is.EqualTo(5));
        Assert.That(prices.Echo(5), Is.EqualTo(5));
        Assert.That(Prices.Runs, Is.EqualTo(5));
        Assert.That(prices.TryGet(4, out string name), Is.True);
        Assert.That(name, Is.EqualTo("x4"));
        Assert.That(prices.Default(1), Is.EqualTo(1001));
        Assert.That(prices.Default(1), Is.EqualTo(1001));
    }
}
