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

    /// <summary>Tokens that need not be there, and tokens by reference.</summary>
    public interface ILetters
    {
        Task<string?> LoadAsync(int id, CancellationToken? cancellationToken = null);

        Task<string?> LoadInAsync(int id, in CancellationToken cancellationToken);

        Task<string?> LoadReportingAsync(int id, Progress<int> progress, CancellationToken? cancellationToken = null);
    }

    internal enum Call
    {
        OptionalToken,
        TokenByReference,
        OptionalTokenBehindProgress,
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

    [Test]
    public async Task Call_AnyFormOfToken_GetsTheRunsOwnAndItsCallerCanGiveUp([Values] Call call)
    {
        using var valve = new Valve();
        using var request = new CancellationTokenSource();
        await using CacheHost host = StartLetters();
        CancellationToken seen = default;
        host.Origin.Before = (_, token) =>
        {
            seen = token;
            return valve.HoldAsync();
        };

        Task<string?> given = AskAsync(host.Get<ILetters>(), call, request.Token);
        await valve.ArrivedAsync();
        Task<string?> patient = AskAsync(host.Get<ILetters>(), call, default);
        await request.CancelAsync();

        Assert.That(async () => await given.Soon(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((seen.CanBeCanceled, seen.IsCancellationRequested), Is.EqualTo((true, false)));
        valve.Open();
        Assert.That((await patient.Soon(), host.Origin.Runs), Is.EqualTo(("old-1", 1)));
    }

    [Test]
    public async Task Call_NoToken_GetsTheRunsOwn()
    {
        await using CacheHost host = StartLetters();
        bool canBeCanceled = false;
        host.Origin.Before = (_, token) =>
        {
            canBeCanceled = token.CanBeCanceled;
            return Task.CompletedTask;
        };

        await host.Get<ILetters>().LoadAsync(1);

        Assert.That(canBeCanceled, Is.True, "or RunTimeout could not end it");
    }

    private static CacheHost StartLetters() => new(services => services
        .AddScoped<ILetters, Letters>()
        .AddInterception(all =>
        {
            all.Methods["ILetters.LoadAsync"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["ILetters.LoadInAsync"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["ILetters.LoadReportingAsync"] = new MethodOptions { Check = CheckMode.Off };
        })
        .DecorateWithCaching<ILetters>());

    private static Task<string?> AskAsync(ILetters letters, Call call, CancellationToken token) => call switch
    {
        Call.OptionalToken => letters.LoadAsync(1, token),
        Call.TokenByReference => letters.LoadInAsync(1, token),
        _ => letters.LoadReportingAsync(1, new Progress<int>(), token),
    };

    private static async Task<string?> AskAsync(ISource source, bool isAsync, CancellationToken token) =>
        isAsync ? await source.GetAsync(1, token).Soon() : source.Get(1, token);

    private sealed class Reports(Origin origin) : IReports
    {
        public Task<string?> LoadAsync(int id, IProgress<int> progress, CancellationToken cancellationToken) => origin.AskAsync(id, cancellationToken);

        public string? Load(int id, IProgress<int> progress, CancellationToken cancellationToken) => origin.Ask(id, cancellationToken);
    }

    private sealed class Letters(Origin origin) : ILetters
    {
        public Task<string?> LoadAsync(int id, CancellationToken? cancellationToken = null) => origin.AskAsync(id, cancellationToken ?? default);

        public Task<string?> LoadInAsync(int id, in CancellationToken cancellationToken) => origin.AskAsync(id, cancellationToken);

        public Task<string?> LoadReportingAsync(int id, Progress<int> progress, CancellationToken? cancellationToken = null)
        {
            ((IProgress<int>)progress).Report(1); // Fails on null.
            return origin.AskAsync(id, cancellationToken ?? default);
        }
    }
}
