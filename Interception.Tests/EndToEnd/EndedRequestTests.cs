using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>The cache is built when a request resolves its first decorated service; whatever comes later must do without that request.</summary>
[TestFixture]
internal sealed class EndedRequestTests
{
    public interface IGreetings
    {
        Task<string> GreetAsync(int id);

        Task<T> EchoAsync<T>(T value);
    }

    [Test]
    [Property("Failure", "D1")]
    [Property("Failure", "D2")]
    [Property("Failure", "D3")]
    public async Task Call_CacheWasBuiltInARequestThatHasEnded_RunsAndChecksInScopesOfItsOwn()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        var words = new Words();
        services.AddSingleton(words).AddScoped<Session>().AddScoped<IGreetings, Greetings>();
        services.AddInterception(static all =>
        {
            all.Methods["IGreetings.GreetAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
            all.Methods["IGreetings.EchoAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
        });
        services.DecorateWithCaching<IGreetings>();
        await using ServiceProvider provider = services.BuildStrict();

        Assert.That(await RequestAsync(provider).Soon(), Is.EqualTo(("hello 1", 7)));
        words.Greeting = "goodbye";
        Assert.That(await RequestAsync(provider).Soon(), Is.EqualTo(("hello 1", 7)), "hits, which ask for checks");
        await provider.GetRequiredService<IMethodCache>().WhenIdleAsync().Soon();

        Assert.That(tally.Runs, Is.EqualTo(4), "two misses and two checks");
        Assert.That(await RequestAsync(provider).Soon(), Is.EqualTo(("goodbye 1", 7)));
        await provider.GetRequiredService<IMethodCache>().WhenIdleAsync().Soon();
        Assert.That((tally.Created, tally.Disposed), Is.EqualTo((6, 6)), "each run had a session of its own");
    }

    private static async Task<(string Greeting, int Echo)> RequestAsync(ServiceProvider provider)
    {
        await using AsyncServiceScope request = provider.CreateAsyncScope();
        var greetings = request.ServiceProvider.GetRequiredService<IGreetings>();
        return (await greetings.GreetAsync(1), await greetings.EchoAsync(7));
    }

    private sealed class Words
    {
        public string Greeting { get; set; } = "hello";
    }

    /// <summary>Lives as long as its scope, and says so.</summary>
    private sealed class Session : IDisposable
    {
        private readonly Tally _tally;
        private bool _isDisposed;

        public Session(Tally tally) => (_tally = tally).Create();

        public void Use() => ObjectDisposedException.ThrowIf(_isDisposed, this);

        public void Dispose()
        {
            _isDisposed = true;
            _tally.Dispose();
        }
    }

    private sealed class Greetings(Session session, Words words, Tally tally) : IGreetings
    {
        public async Task<string> GreetAsync(int id)
        {
            await Task.Yield();
            session.Use();
            return tally.Run($"{words.Greeting} {id}");
        }

        public async Task<T> EchoAsync<T>(T value)
        {
            await Task.Yield();
            session.Use();
            return tally.Run(value);
        }
    }
}
