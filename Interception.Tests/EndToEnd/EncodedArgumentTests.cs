using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf;

namespace Interception.Tests.EndToEnd;

/// <summary>Arguments that are objects, whose own code runs while a key is made of them.</summary>
[TestFixture]
internal sealed class EncodedArgumentTests
{
    private const string Canary = "canary-in-an-exception";

    private readonly AsyncLocal<string?> _tenant = new();
    private readonly AsyncLocal<string?> _user = new();

    public interface IDesk
    {
        Task<string> FindAsync(Filter filter);

        string Find(Filter filter);

        Task<string> SumAsync(List<int> numbers);

        string Who(int id);
    }

    [TearDown]
    public void Forget() => (_tenant.Value, _user.Value, Filter.Reading.Value) = (null, null, null);

    [Test]
    public async Task Refresh_ColdCall_RunsItOnceAndCachesIt([Values] bool isList)
    {
        await using CacheHost host = Start();
        _tenant.Value = "red";

        Assert.That(await RefreshAsync(host, isList), Is.EqualTo(RefreshResult.Added));
        Assert.That(await RefreshAsync(host, isList), Is.EqualTo(RefreshResult.Unchanged));
        Assert.That(
            isList ? await host.Get<IDesk>().SumAsync([1, 2]) : await host.Get<IDesk>().FindAsync(new Filter { Name = "a" }),
            Is.EqualTo(isList ? "red 3" : "red  a"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Call_GetterOfItsArgumentCallsACachedMethod_KeepsItsOwnVaryByValues([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        var desk = host.Get<IDesk>();
        _user.Value = "ann";
        var filter = new Filter { Name = "a" };
        Filter.Reading.Value = () => desk.Who(1);
        string[] answers = new string[4];
        for (int i = 0; i < answers.Length; i++)
        {
            _tenant.Value = i % 2 == 0 ? "red" : "green";
            answers[i] = isAsync ? await desk.FindAsync(filter) : desk.Find(filter);
        }

        Assert.That(answers, Is.EqualTo((string[])["red  a", "green  a", "red  a", "green  a"]));
        Assert.That(host.Origin.Runs, Is.EqualTo(3), "one for each tenant, and one for the getter");
    }

    [Test]
    public async Task Call_GetterOfItsArgumentThrows_RunsUncachedAndTheLogNamesNoData([Values] bool isKept, [Values] bool isMemory)
    {
        int failingRead = !isKept ? 1 : FrontSwitch.IsOn ? 3 : 2; // A front reads it once more, before the call goes the whole way.
        await using CacheHost host = Start();
        _tenant.Value = "red";
        int reads = 0;
        using var requests = host.Collect<long>("interception.requests");
        var filter = new Filter { Name = "a" };
        Filter.Reading.Value = () =>
        {
            if (++reads >= failingRead)
            {
                throw isMemory ? new InsufficientMemoryException(Canary) : new InvalidOperationException(Canary);
            }
        };

        Assert.That(await host.Get<IDesk>().FindAsync(filter), Is.EqualTo("red  a"));

        Assert.That(host.EventNames(), Is.EqualTo((string[])["CallNotCached"]));
        Assert.That(host.OwnLogs().Select(record => $"{record.Message} {record.Exception}"), Has.None.Contains(Canary));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        Assert.That(requests.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["bypass"]));
        Assert.That(host.Cache.Report().Methods.Sum(one => one.Bypasses), Is.EqualTo(1));
    }

    private static Task<RefreshResult> RefreshAsync(CacheHost host, bool isList)
    {
        List<int> numbers = [1, 2];
        var filter = new Filter { Name = "a" };
        return Task.Run(() => isList // Should it spin, the test fails and does not hang.
            ? host.Cache.RefreshAsync<IDesk>(desk => desk.SumAsync(numbers)).AsTask()
            : host.Cache.RefreshAsync<IDesk>(desk => desk.FindAsync(filter)).AsTask()).Soon();
    }

    private CacheHost Start() => new(services => services
        .AddSingleton<IDesk>(provider => new Desk(provider.GetRequiredService<Origin>(), _tenant, _user))
        .AddSingleton<IVaryBy>(new AsyncLocalVaryBy("tenant", _tenant))
        .AddSingleton<IVaryBy>(new AsyncLocalVaryBy("user", _user))
        .AddInterception(all =>
        {
            all.Defaults.Check = CheckMode.Off;
            all.Methods["IDesk.FindAsync"] = new MethodOptions { VaryBy = ["tenant"] };
            all.Methods["IDesk.Find"] = new MethodOptions { VaryBy = ["tenant"] };
            all.Methods["IDesk.SumAsync"] = new MethodOptions { VaryBy = ["tenant"] };
            all.Methods["IDesk.Who"] = new MethodOptions { VaryBy = ["user"] };
        })
        .DecorateWithCaching<IDesk>());

    [ProtoContract]
    public sealed class Filter
    {
        /// <summary>What the getter does, where it was set.</summary>
        internal static readonly AsyncLocal<Action?> Reading = new();

        [ProtoMember(1)]
        public string? Name { get; set; }

        [ProtoMember(2)]
        public int Noise
        {
            get
            {
                Reading.Value?.Invoke();
                return 1;
            }

            set => _ = value;
        }
    }

    private sealed class Desk(Origin origin, AsyncLocal<string?> tenant, AsyncLocal<string?> user) : IDesk
    {
        public Task<string> FindAsync(Filter filter) => Task.FromResult(Find(filter));

        public string Find(Filter filter) => Say(filter.Name);

        public Task<string> SumAsync(List<int> numbers)
        {
            origin.Ask(0, default);
            return Task.FromResult($"{tenant.Value} {numbers.Sum()}");
        }

        public string Who(int id) => Say(null);

        private string Say(string? name)
        {
            origin.Ask(0, default);
            return $"{tenant.Value} {user.Value} {name}";
        }
    }
}
