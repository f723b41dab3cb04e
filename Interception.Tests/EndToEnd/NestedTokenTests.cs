using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A call inside a check has a token of its own, and the check that it waits for heeds it.</summary>
[TestFixture]
internal sealed class NestedTokenTests
{
    private static readonly TimeSpan OuterTimeout = TimeSpan.FromSeconds(1);

    public interface IPage
    {
        Task<string> ReadAsync(int id, CancellationToken cancellationToken);

        string Read(int id, CancellationToken cancellationToken);
    }

    [Test]
    public async Task Check_HasHadItsTime_DoesNotWaitForAnInnerRunAnyLonger([Values] bool isAsync)
    {
        await using var host = new CacheHost(services => services
            .AddSingleton(new Ends())
            .AddScoped<ISource, Source>()
            .AddScoped<IPage, Page>()
            .AddInterception(all =>
            {
                all.Methods["ISource.GetAsync"] = new MethodOptions { Check = CheckMode.Off };
                all.Methods["ISource.Get"] = new MethodOptions { Check = CheckMode.Off };
                all.Methods["IPage.ReadAsync"] = new MethodOptions { Check = CheckMode.EveryHit, RunTimeout = OuterTimeout };
                all.Methods["IPage.Read"] = new MethodOptions { Check = CheckMode.EveryHit, RunTimeout = OuterTimeout };
            })
            .DecorateWithCaching<ISource>()
            .DecorateWithCaching<IPage>());
        var page = host.Get<IPage>();
        await ReadAsync(page, isAsync);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Origin.Before = (_, token) =>
        {
            var cancelled = new TaskCompletionSource();
            token.Register(() => cancelled.SetCanceled(token));
            began.SetResult();
            return cancelled.Task;
        };
        host.Origin.BeforeSync = (_, token) =>
        {
            began.SetResult();
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        };

        await ReadAsync(page, isAsync);
        await began.Task.Soon();
        host.Clock.Advance(OuterTimeout);

        Exception seen = await host.Get<Ends>().InnerFailed.Task.Soon();
        Assert.That(seen, Is.InstanceOf<OperationCanceledException>());
        await host.IdleAsync();
        Assert.That(await ReadAsync(page, isAsync), Is.EqualTo("page old-1"));
    }

    private static async Task<string> ReadAsync(IPage page, bool isAsync) => isAsync ? await page.ReadAsync(1, default) : page.Read(1, default);

    private sealed class Ends
    {
        public TaskCompletionSource<Exception> InnerFailed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Page(ISource source, Ends ends) : IPage
    {
        public async Task<string> ReadAsync(int id, CancellationToken cancellationToken)
        {
            try
            {
                return $"page {await source.GetAsync(id, cancellationToken)}";
            }
            catch (Exception exception)
            {
                ends.InnerFailed.TrySetResult(exception);
                throw;
            }
        }

        public string Read(int id, CancellationToken cancellationToken)
        {
            try
            {
                return $"page {source.Get(id, cancellationToken)}";
            }
            catch (Exception exception)
            {
                ends.InnerFailed.TrySetResult(exception);
                throw;
            }
        }
    }
}
