using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A check whose method calls a cached method that misses, and that one calls another.</summary>
[TestFixture]
internal sealed class NestedMissTests
{
    public interface IPage
    {
        Task<string> ReadAsync(int id);

        string Read(int id);
    }

    public interface IPart
    {
        Task<string> ReadAsync(int id);

        string Read(int id);
    }

    [Test]
    public async Task Check_MethodBetweenMisses_ReadsThroughWhatThatOneReads([Values] bool isAsync)
    {
        await using var host = new CacheHost(services =>
        {
            services.AddScoped<ISource, Source>().AddScoped<IPart, Part>().AddScoped<IPage, Page>();
            services.AddInterception(all =>
            {
                foreach (string method in new[] { "ISource.GetAsync", "ISource.Get", "IPart.ReadAsync", "IPart.Read" })
                {
                    all.Methods[method] = new MethodOptions { Check = CheckMode.Off };
                }

                all.Methods["IPage.ReadAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
                all.Methods["IPage.Read"] = new MethodOptions { Check = CheckMode.EveryHit };
            }).DecorateWithCaching<ISource>().DecorateWithCaching<IPart>().DecorateWithCaching<IPage>();
        });
        var page = host.Get<IPage>();
        await ReadAsync(page, isAsync);
        host.Origin.Text = "new";
        await (isAsync ? host.Cache.InvalidateAsync<IPart>(part => part.ReadAsync(1)) : host.Cache.InvalidateAsync<IPart>(part => part.Read(1)));

        await ReadAsync(page, isAsync);
        await host.IdleAsync();

        Assert.That(await ReadAsync(page, isAsync), Is.EqualTo("page part new-1"), "the run of the part is part of the check");
    }

    private static async Task<string> ReadAsync(IPage page, bool isAsync) => isAsync ? await page.ReadAsync(1) : page.Read(1);

    private sealed class Page(IPart part) : IPage
    {
        public async Task<string> ReadAsync(int id) => $"page {await part.ReadAsync(id)}";

        public string Read(int id) => $"page {part.Read(id)}";
    }

    private sealed class Part(ISource source) : IPart
    {
        public async Task<string> ReadAsync(int id) => $"part {await source.GetAsync(id, default)}";

        public string Read(int id) => $"part {source.Get(id, default)}";
    }
}
