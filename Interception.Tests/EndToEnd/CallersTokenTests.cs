using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A caller's token says how long that caller waits, and nothing about the answer.</summary>
[TestFixture]
internal sealed class CallersTokenTests
{
    public interface IReports
    {
        Task<string?> LoadAsync(int id, IProgress<int> progress, CancellationToken cancellationToken);

        string? Load(int id, IProgress<int> progress, CancellationToken cancellationToken);
    }

    [Test, Property("Failure", "B6")]
    public async Task Check_CallersTokenIsSignalled_RunsToItsEnd([Values] bool isBeforeTheHit, [Values] bool isAsync)
    {
        using var valve = new Valve();
        using var request = new CancellationTokenSource();
        await using CacheHost host = CacheHost.OfSource();
        await AskAsync(host.Source, isAsync, request.Token);
        host.Origin.Text = "new";
        host.Origin.Before = (_, token) => valve.PassAsync(token);
        host.Origin.BeforeSync = (_, token) => valve.Pass(token);
        await (isBeforeTheHit ? request.CancelAsync() : Task.CompletedTask);

        Assert.That(await AskAsync(host.Source, isAsync, request.Token), Is.EqualTo("old-1"));
        await valve.ArrivedAsync();
        await request.CancelAsync();
        valve.Open();
        await host.IdleAsync();

        Assert.That(await AskAsync(host.Source, isAsync, default), Is.EqualTo("new-1"));
    }

    [Test, Property("Failure", "B7")]
    public async Task Call_OtherTokenAndOtherProgress_IsTheSameCall([Values] bool isAsync)
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        await using CacheHost host = new(services => services
            .AddScoped<IReports, Reports>()
            .AddInterception(all =>
            {
                all.Methods["IReports.LoadAsync"] = new MethodOptions { Check = CheckMode.Off };
                all.Methods["IReports.Load"] = new MethodOptions { Check = CheckMode.Off };
            }).DecorateWithCaching<IReports>());
        var reports = host.Get<IReports>();

        foreach (CancellationToken token in (CancellationToken[])[first.Token, second.Token, CancellationToken.None])
        {
            var progress = new Progress<int>();
            Assert.That(isAsync ? await reports.LoadAsync(1, progress, token) : reports.Load(1, progress, token), Is.EqualTo("old-1"));
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    private static async Task<string?> AskAsync(ISource source, bool isAsync, CancellationToken token) =>
        isAsync ? await source.GetAsync(1, token).Soon() : source.Get(1, token);

    private sealed class Reports(Origin origin) : IReports
    {
        public Task<string?> LoadAsync(int id, IProgress<int> progress, CancellationToken cancellationToken) => origin.AskAsync(id, cancellationToken);

        public string? Load(int id, IProgress<int> progress, CancellationToken cancellationToken) => origin.Ask(id, cancellationToken);
    }
}
