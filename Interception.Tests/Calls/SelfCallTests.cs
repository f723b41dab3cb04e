using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Calls of a service to its own methods, which pass the proxy by where it stands before an interface.</summary>
[TestFixture]
internal sealed class SelfCallTests
{
    internal interface IPages
    {
        string Page(int id);

        string Book(int id);
    }

    private sealed class Pages(Origin origin) : IPages
    {
        public string Page(int id) => origin.Ask(id, default)!;

        public string Book(int id) => Page(id) + Page(id);
    }

    [Test, Property("Failure", "C3")]
    public async Task Call_OfAnInterfaceServiceToItself_IsUncachedAndTheReportShowsThatNobodyCame()
    {
        await using CacheHost host = new(static services => services
            .AddScoped<IPages, Pages>()
            .AddInterception(static all =>
            {
                all.Defaults.Check = CheckMode.Off;
                all.Methods["IPages.Page"] = new MethodOptions();
                all.Methods["IPages.Book"] = new MethodOptions();
            })
            .DecorateWithCaching<IPages>());
        var pages = host.Get<IPages>();

        Assert.That((pages.Book(1), pages.Book(1), host.Origin.Runs), Is.EqualTo(("old-1old-1", "old-1old-1", 2)));

        Assert.That(
            host.Cache.Report().Methods.Select(static one => $"{one.Method}: {one.Hits} hits, {one.Misses} misses"),
            Is.EqualTo((string[])["SelfCallTests.IPages.Book: 1 hits, 1 misses", "SelfCallTests.IPages.Page: 0 hits, 0 misses"]));
        Assert.That((pages.Page(1), pages.Page(1), host.Origin.Runs), Is.EqualTo(("old-1", "old-1", 3)));
    }
}
