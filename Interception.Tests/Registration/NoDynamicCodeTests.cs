using System.Runtime.CompilerServices;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interception.Tests.Registration;

/// <summary>A runtime that can't create code, as under native AOT: services stay as they are, and the report says why.</summary>
[TestFixture]
internal sealed class NoDynamicCodeTests
{
    [Test, Property("Failure", "C35")]
    public async Task AddInterception_NoDynamicCode_LeavesServicesUndecoratedAndSaysSo()
    {
        (int exitCode, string[] lines, string error) = await ChildProcess.RunAsync(
            StartAndCall, "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(lines, Is.EqualTo((string[])
        [
            "dynamic code: False",
            "'IQuotes' can't be decorated: this runtime can't create code (native AOT), which proxies need",
            "Quotes one:1 one:1 2",
        ]));
    }

    /// <summary>Starts a strict host, and then calls the service in spite of its report.</summary>
    public static void StartAndCall()
    {
        Console.WriteLine($"dynamic code: {RuntimeFeature.IsDynamicCodeSupported}");
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<IQuotes, Quotes>();
        services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = services.BuildStrict();
        try
        {
            var audit = (IHostedLifecycleService)provider.GetRequiredService<IHostedService>();
            audit.StartingAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (InterceptionException exception)
        {
            Console.WriteLine(string.Join(Environment.NewLine, exception.Problems));
        }

        using IServiceScope scope = provider.CreateScope();
        var quotes = scope.ServiceProvider.GetRequiredService<IQuotes>();
        Console.WriteLine($"{quotes.GetType().Name} {quotes.Find(1)} {quotes.Find(1)} {tally.Runs}");
    }
}
