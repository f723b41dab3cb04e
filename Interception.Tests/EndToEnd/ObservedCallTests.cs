using System.Threading.Tasks.Sources;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Watching a call takes nothing from it and sees it as it was, whatever the method or the caller does to what passes.</summary>
[TestFixture]
internal sealed class ObservedCallTests
{
    [Test, Property("Failure", "C25")]
    public async Task ValueTaskThatMayBeAwaitedOnce_IsAwaitedOnce()
    {
        await using CacheHost host = Start(nameof(IDelicate.OnceAsync));

        Assert.That(await host.Get<IDelicate>().OnceAsync(), Is.EqualTo(7));

        Assert.That(host.Cache.Report().Observed.Single().Calls, Is.EqualTo(1));
        Assert.That(host.Cache.Report().Observed.Single().Failed, Is.Zero);
    }

    [Test]
    public async Task MethodChangesItsArgument_TheCallIsKnownByWhatWasAsked()
    {
        await using CacheHost host = Start(nameof(IDelicate.Drain));
        Assert.That(host.Get<IDelicate>().Drain([1, 2]), Is.EqualTo(3));
        Assert.That(host.Get<IDelicate>().Drain([3]), Is.EqualTo(3));
        Assert.That(host.Get<IDelicate>().Drain([1, 2]), Is.EqualTo(3));

        Assert.That(host.Cache.Report().Observed.Single().RepeatShare, Is.EqualTo(1d / 3));
    }

    [Test]
    public async Task CallerChangesTheResult_WhatTheMethodReturnedCounts([Values] bool isAsync)
    {
        await using CacheHost host = Start(isAsync ? nameof(IDelicate.ListAsync) : nameof(IDelicate.List));
        for (int i = 0; i < 1000; i++)
        {
            List<int> list = isAsync ? await host.Get<IDelicate>().ListAsync() : host.Get<IDelicate>().List();
            list.Add(i);
        }

        Assert.That(host.Cache.Report().Observed.Single().Calls, Is.EqualTo(1000));
        Assert.That(host.Cache.Report().Observed.Single().DifferingShare, Is.Zero);
    }

    [Test]
    public async Task ArgumentWithoutAKey_TheCallPassesAndIsCounted()
    {
        await using CacheHost host = Start(nameof(IDelicate.Any));
        Assert.That(host.Get<IDelicate>().Any(new string('x', 2_000_000)), Is.EqualTo(2_000_000));

        Assert.That(host.Cache.Report().Observed.Single().NotCacheable, Is.EqualTo(1));
    }

    private static CacheHost Start(string method) => new(services => services
        .AddSingleton<IDelicate, Delicate>()
        .AddInterception(all => all.Methods[$"{nameof(IDelicate)}.{method}"] = new MethodOptions { Mode = CacheMode.Observe })
        .DecorateWithCaching<IDelicate>());

    public interface IDelicate
    {
        ValueTask<int> OnceAsync();

        int Drain(List<int> numbers);

        List<int> List();

        Task<List<int>> ListAsync();

        int Any(string text);
    }

    private sealed class Delicate : IDelicate
    {
        public ValueTask<int> OnceAsync() => new(new Once(), 0);

        public int Drain(List<int> numbers)
        {
            int sum = numbers.Sum();
            numbers.Clear();
            return sum;
        }

        public List<int> List() => [1, 2];

        public Task<List<int>> ListAsync() => Task.Run(List);

        public int Any(string text) => text.Length;
    }

    private sealed class Once : IValueTaskSource<int>
    {
        private int _reads;

        public int GetResult(short token) =>
            Interlocked.Increment(ref _reads) == 1 ? 7 : throw new InvalidOperationException("It was read twice.");

        public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => continuation(state);
    }
}
