using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>What a method throws arrives as it was thrown, wherever it was called: nothing wraps it, and its stack names the method.</summary>
[TestFixture]
internal sealed class MethodExceptionTests
{
    public interface IFailing
    {
        int Find(int id);

        Task<int> FindAsync(int id);
    }

    [Test, Property("Failure", "C30")]
    public async Task Call_ThatThrows_ThrowsTheMethodsOwn([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        host.Get<Switch>().IsOn = true;

        AssertOwn(await Assert.ThrowsAsync<LostException>(() => CallAsync(host, isAsync)));
    }

    [Test, Property("Failure", "C30")]
    public async Task Check_ThatThrows_LogsTheMethodsOwn([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        await CallAsync(host, isAsync);
        host.Get<Switch>().IsOn = true;

        Assert.That(await CallAsync(host, isAsync), Is.EqualTo(1), "a hit");
        await host.IdleAsync();

        FakeLogRecord record = host.OwnLogs().Single();
        Assert.That(record.Id.Name, Is.EqualTo("CheckFailed"));
        AssertOwn(record.Exception);
    }

    [Test, Property("Failure", "C30")]
    public async Task Refresh_ThatThrows_ThrowsTheMethodsOwn([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        await CallAsync(host, isAsync);
        host.Get<Switch>().IsOn = true;

        AssertOwn(await Assert.ThrowsAsync<LostException>(() => isAsync
            ? host.Cache.RefreshAsync<IFailing>(static one => one.FindAsync(1)).Soon()
            : host.Cache.RefreshAsync<IFailing>(static one => one.Find(1)).Soon()));
    }

    private static CacheHost Start() => new(static services => services
        .AddSingleton<Switch>()
        .AddScoped<IFailing, Failing>()
        .AddInterception(static all =>
        {
            all.Defaults.Check = CheckMode.EveryHit;
            all.Methods["IFailing.Find"] = new MethodOptions();
            all.Methods["IFailing.FindAsync"] = new MethodOptions();
        })
        .DecorateWithCaching<IFailing>());

    private static async Task<int> CallAsync(CacheHost host, bool isAsync) =>
        isAsync ? await host.Get<IFailing>().FindAsync(1) : host.Get<IFailing>().Find(1);

    private static void AssertOwn(Exception? thrown)
    {
        Assert.That(thrown, Is.TypeOf<LostException>().With.Message.EqualTo("Nobody knows 1."));
        Assert.That(thrown!.StackTrace, Does.Contain($"{nameof(Failing)}.{nameof(IFailing.Find)}(Int32 id)"));
    }

    internal sealed class Switch
    {
        public bool IsOn { get; set; }
    }

    internal sealed class LostException(string message) : Exception(message);

    private sealed class Failing(Switch failure) : IFailing
    {
        public int Find(int id) => failure.IsOn ? throw new LostException($"Nobody knows {id}.") : id;

        public async Task<int> FindAsync(int id)
        {
            await Task.Yield();
            return Find(id);
        }
    }
}
