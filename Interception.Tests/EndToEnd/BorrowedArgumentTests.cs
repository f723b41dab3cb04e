using Interception.Lookup;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Parameters that are no part of the key and that nothing can stand in for: a run after a miss gets its caller's.</summary>
[TestFixture]
internal sealed class BorrowedArgumentTests
{
    public interface IBench
    {
        Task<string> UseAsync(int id, Tool tool);

        string Use(int id, Tool tool);
    }

    [Test]
    public async Task Miss_ArgumentOutsideTheKey_IsTheCallersOwn([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        var bench = host.Get<IBench>();

        string first = isAsync ? await bench.UseAsync(1, new Tool("saw")).Soon() : bench.Use(1, new Tool("saw"));
        string second = isAsync ? await bench.UseAsync(1, new Tool("file")).Soon() : bench.Use(1, new Tool("file"));

        Assert.That((first, second), Is.EqualTo(("saw old-1", "saw old-1")), "it is the same call");
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Miss_WaitsTooLongForAnothersRunAndIsItsOwnService_RunsWithItsOwnArgument()
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<string> hangs = AskAsync("saw");
        await valve.ArrivedAsync();
        Task<string> waits = AskAsync("file");
        host.Origin.Before = null;

        await host.PassTimeUntilAsync(waits, TimeSpan.FromSeconds(10));

        Assert.That(await waits, Is.EqualTo("file old-1"));
        valve.Open();
        Assert.That(await hangs.Soon(), Is.EqualTo("saw old-1"));

        Task<string> AskAsync(string tool)
        {
            CachedMethod method = host.Runtime.FindAll(typeof(IBench), null).Single().Find(typeof(IBench).GetMethod(nameof(IBench.UseAsync))!)!;
            Assert.That(method.TryAnswer([1, new Tool(tool)], Caller.None, out object? answer), Is.True);
            return (Task<string>)answer!;
        }
    }

    private static CacheHost Start() => new(services => services
        .AddScoped<IBench, Bench>()
        .AddInterception(all =>
        {
            all.Methods["IBench.UseAsync"] = new MethodOptions { Check = CheckMode.Off, IgnoreParameters = ["tool"] };
            all.Methods["IBench.Use"] = new MethodOptions { Check = CheckMode.Off, IgnoreParameters = ["tool"] };
        })
        .DecorateWithCaching<IBench>());

    public sealed record Tool(string Name);

    private sealed class Bench(Origin origin) : IBench
    {
        public async Task<string> UseAsync(int id, Tool tool) => $"{tool.Name} {await origin.AskAsync(id, default)}";

        public string Use(int id, Tool tool) => $"{tool.Name} {origin.Ask(id, default)}";
    }
}
