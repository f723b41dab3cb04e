using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>A class service under a VaryBy that can't be restored: there is no target behind the proxy that could be called instead.</summary>
[TestFixture]
internal sealed class ClassVaryByTests
{
    internal class Greeter
    {
        public virtual Task<string> GreetAsync(int id) => Task.FromResult($"hello {id}");
    }

    [Test]
    public async Task Call_RestoreThrows_FailsWithWhatTheApplicationThrew()
    {
        var error = new InvalidOperationException("No request.");
        await using CacheHost host = new(services => services
            .AddSingleton<IVaryBy>(new Unrestorable(error))
            .AddScoped<Greeter>()
            .AddInterception(all =>
            {
                all.Defaults.VaryBy = ["unrestorable"];
                all.Methods["Greeter.GreetAsync"] = new MethodOptions();
            })
            .DecorateWithCaching<Greeter>());

        Assert.That(async () => await host.Get<Greeter>().GreetAsync(1), Throws.Exception.SameAs(error));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["VaryByFailed"]));
    }

    private sealed class Unrestorable(Exception error) : IVaryBy
    {
        public string Name => "unrestorable";

        public string GetValue(IServiceProvider caller) => "value";

        public IDisposable Restore(string value, IServiceProvider run) => throw error;
    }
}
