using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Listings.Tests.VaryBy;

/// <summary>Services with the accessor through which both kinds of VaryBy read and restore.</summary>
internal abstract class VaryByTests
{
    protected ServiceProvider Services { get; private set; } = null!;

    protected IHttpContextAccessor Accessor => Services.GetRequiredService<IHttpContextAccessor>();

    [SetUp]
    public void BuildServices()
    {
        Services = new ServiceCollection().AddHttpContextAccessor().BuildServiceProvider();
        Accessor.HttpContext = null;
    }

    [TearDown]
    public void DisposeServices()
    {
        Accessor.HttpContext = null;
        Services.Dispose();
    }
}
