using Interception.Tests.Support;
using Interception.Tests.EndToEnd.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Specimens;

/// <summary>Whatever a method returns: what is served after a miss, from memory and from Redis is the same.</summary>
[TestFixture, Property("Row", "R11")]
internal sealed class SpecimenTests
{
    private static readonly Specimen[] All = [.. ScalarSpecimens.All, .. CollectionSpecimens.All, .. ObjectSpecimens.All];

    /// <remarks>Acceptance row R11. The first node runs each method once, asynchronously and synchronously; the second reads all that can be shared.</remarks>
    [Test]
    public async Task Results_OfEveryKind_AreServedAsTheMethodReturnsThem()
    {
        using RedisServer redis = await RedisServer.StartNewAsync();
        await using CacheHost first = await StartAsync(redis);
        await using CacheHost second = await StartAsync(redis);
        int values = All.Sum(specimen => specimen.Count);

        List<string> differences = [];
        foreach (CacheHost node in (CacheHost[])[first, second])
        {
            foreach (Specimen specimen in All)
            {
                differences.AddRange(await specimen.AskAsync(node));
            }

            await node.IdleAsync();
        }

        Assert.That(differences, Is.Empty);
        Assert.That(values, Is.GreaterThanOrEqualTo(200));
        int uncached = All.Sum(specimen => specimen.Uncached), unshareable = All.Sum(specimen => specimen.Unshareable);
        Assert.That(first.Get<RunTally>().Runs, Is.EqualTo(2 * (values + uncached)), "each is cached, but for those");
        Assert.That(second.Get<RunTally>().Runs, Is.EqualTo((2 * unshareable) + (4 * uncached)), "the rest comes from Redis");
    }

    private static async Task<CacheHost> StartAsync(RedisServer redis)
    {
        var host = new CacheHost(services =>
        {
            services.AddSingleton<RunTally>();
            services.AddInterception(all =>
            {
                all.Application = "specimens";
                all.Redis = new RedisOptions { Configuration = redis.Endpoint, Timeout = TimeSpan.FromSeconds(5) };
            });
            foreach (Specimen specimen in All)
            {
                specimen.Register(services);
            }

            services.DecorateWithCaching(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IKept<>));
        });
        await Nodes.ContactAsync(host);
        return host;
    }
}
