using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf;

namespace Interception.Tests.EndToEnd;

/// <summary>Results whose own code fails when they are copied: the caller gets its result, and the log gets no data.</summary>
[TestFixture]
internal sealed class BrokenContractTests
{
    private const string Canary = "canary-in-an-exception";

    public interface IBroken
    {
        Task<Contract> FindAsync(int id);
    }

    [Test]
    public async Task Miss_ResultFailsToSerialize_IsHandedOutAndTheLogNamesNoData()
    {
        await using CacheHost host = Start();

        Contract found = await host.Get<IBroken>().FindAsync(1);

        Assert.That(found, Is.Not.Null);
        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached"]));
        Assert.That(host.OwnLogs().Select(record => $"{record.Message} {record.Exception}"), Has.None.Contains(Canary));
    }

    private static CacheHost Start() => new(services => services
        .AddScoped<IBroken, Broken>()
        .AddInterception(all => all.Methods["IBroken.FindAsync"] = new MethodOptions { Results = ResultHandling.Copy })
        .DecorateWithCaching<IBroken>());

    [ProtoContract]
    public sealed class Contract
    {
        [ProtoMember(1)]
        public string? Name
        {
            get => throw new InvalidOperationException(Canary);
            set => _ = value;
        }
    }

    private sealed class Broken : IBroken
    {
        public Task<Contract> FindAsync(int id) => Task.FromResult(new Contract());
    }
}
