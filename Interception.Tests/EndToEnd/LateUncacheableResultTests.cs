using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf;

namespace Interception.Tests.EndToEnd;

/// <summary>A result that can't be cached any more when a check comes.</summary>
[TestFixture]
internal sealed class LateUncacheableResultTests
{
    private const string Canary = "canary-in-an-exception";

    public interface ILate
    {
        Task<Contract> FindAsync(int id);
    }

    [Test]
    public async Task Check_ResultFailsToBeRead_DropsTheAnswerAndTheLogNamesNoData()
    {
        await using CacheHost host = new(static services => services
            .AddScoped<ILate, Late>()
            .AddInterception(static all => all.Methods["ILate.FindAsync"] =
                new MethodOptions { Results = ResultHandling.Copy, Check = CheckMode.EveryHit })
            .DecorateWithCaching<ILate>());
        await host.Get<ILate>().FindAsync(1);
        host.Origin.Text = "broken";

        Assert.That((await host.Get<ILate>().FindAsync(1)).Name, Is.EqualTo("old"));
        await host.IdleAsync();

        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached"]));
        Assert.That(host.OwnLogs().Select(record => $"{record.Message} {record.Exception}"), Has.None.Contains(Canary));
        Assert.That(await host.Cache.PeekAsync<ILate>(late => late.FindAsync(1)), Is.Null);
    }

    [ProtoContract]
    public sealed class Contract
    {
        [ProtoMember(1)]
        public string? Name { get; set; }

        [ProtoMember(2)]
        public int Noise
        {
            get => Name == "broken" ? throw new InvalidOperationException(Canary) : 1;
            set => _ = value;
        }
    }

    private sealed class Late(Origin origin) : ILate
    {
        public async Task<Contract> FindAsync(int id)
        {
            await origin.AskAsync(id, default);
            return new Contract { Name = origin.Text };
        }
    }
}
