using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>A source that fails or hangs costs freshness, never an answer before its hard limit.</summary>
[TestFixture]
internal sealed class FailingCheckTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Test, Property("Failure", "B9")]
    public async Task Hit_ChecksFail_KeepsTheAnswerUntilExpiry()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Expiry = 100 * Second);
        await host.Source.GetAsync(1, default);
        host.Origin.Before = Fail;
        for (int second = 0; second < 99; second++)
        {
            host.Clock.Advance(Second);
            Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("old-1"));
            await host.IdleAsync();
        }

        host.Clock.Advance(Second);
        Assert.That(
            () => host.Source.GetAsync(1, default), Throws.TypeOf<InvalidOperationException>().With.Message.EqualTo("The source is down."));
        Assert.That(host.EventNames(), Has.Some.EqualTo("CheckFailed"));
    }

    [Test, Property("Failure", "B9")]
    public async Task Hit_ChecksFail_BacksOffDoublingUpToAMinute()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Expiry = TimeSpan.FromDays(1));
        await host.Source.GetAsync(1, default);
        host.Origin.Before = Fail;
        await CheckAsync(host);

        foreach (int pause in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            int before = host.Origin.Runs;
            host.Clock.Advance((pause * Second) - Millisecond);
            await CheckAsync(host);
            Assert.That(host.Origin.Runs, Is.EqualTo(before), $"before {pause} seconds are over");
            host.Clock.Advance(Millisecond);
            await CheckAsync(host);
            Assert.That(host.Origin.Runs, Is.EqualTo(before + 1), $"when {pause} seconds are over");
        }
    }

    [Test]
    public async Task Hit_SourceRecovers_ServesTheNewAnswerAndForgetsTheFailures()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        host.Origin.Before = Fail;
        await CheckAsync(host);
        host.Clock.Advance(Second);
        await CheckAsync(host);
        host.Origin.Before = null;
        host.Clock.Advance(2 * Second);
        await CheckAsync(host); // Recovered, unchanged.
        host.Origin.Text = "new";

        await CheckAsync(host);

        Assert.That(await host.Source.GetAsync(1, default), Is.EqualTo("new-1"));
        await host.IdleAsync();
        Assert.That(host.Origin.Runs, Is.EqualTo(6));
    }

    [Test]
    public async Task RefreshAsync_WhileLeftAlone_EndsThePause()
    {
        await using CacheHost host = CacheHost.OfSource();
        await host.Source.GetAsync(1, default);
        host.Origin.Before = Fail;
        await CheckAsync(host);
        host.Origin.Before = null;
        await host.Cache.RefreshAsync<ISource>(source => source.GetAsync(1, default));
        int before = host.Origin.Runs;

        await CheckAsync(host);

        Assert.That(host.Origin.Runs, Is.EqualTo(before + 1), "every hit is checked again");
    }

    [Test, Property("Failure", "B28")]
    public async Task Hit_ManyChecksFail_WritesALineASecondAndCountsThemAll()
    {
        const int keys = 500;
        await using CacheHost host = CacheHost.OfSource();
        for (int id = 0; id < keys; id++)
        {
            await host.Source.GetAsync(id, default);
        }

        host.Origin.Before = Fail;
        for (int second = 1; second <= 3; second++)
        {
            for (int id = 0; id < keys; id++)
            {
                await host.Source.GetAsync(id, default);
            }

            await host.IdleAsync();
            Assert.That(host.EventNames(), Has.Exactly(second).EqualTo("CheckFailed"));
            host.Clock.Advance(TimeSpan.FromMinutes(1)); // Long enough that each is tried again.
        }

        Assert.That(host.EventNames(), Has.Length.EqualTo(3));
        Assert.That(host.Cache.Report().Methods.Sum(one => one.Failed), Is.EqualTo(3 * keys));
    }

    /// <summary>Each answer is asked for once a second, by default settings but for the expiry.</summary>
    [Test, Property("Row", "R16"), Property("Failure", "B9")]
    public async Task Hit_SourceFailsForTenMinutes_AnswersAndTriesSeldomAndIsRightOneBackOffLater()
    {
        const int keys = 20, tenMinutes = 600, longestBackOff = 60;
        var attempts = new int[keys];
        await using CacheHost host = CacheHost.OfSource(method => (method.Check, method.Expiry) = (CheckMode.EveryHit, TimeSpan.FromMinutes(30)));
        await AskAllAsync("old");
        host.Origin.Before = (id, _) =>
        {
            Interlocked.Increment(ref attempts[id]);
            throw new InvalidOperationException("The source is down.");
        };
        for (int second = 0; second < tenMinutes; second++)
        {
            host.Clock.Advance(Second);
            await AskAllAsync("old");
        }

        Assert.That(attempts, Is.All.InRange(10, 20));

        host.Origin.Before = null;
        host.Origin.Text = "new";
        for (int second = 0; second < longestBackOff; second++)
        {
            host.Clock.Advance(Second);
            await AskAllAsync(null);
        }

        await AskAllAsync("new");

        async Task AskAllAsync(string? text)
        {
            for (int id = 0; id < keys; id++)
            {
                string? answer = await host.Source.GetAsync(id, default);
                Assert.That(answer, text is null ? Does.EndWith($"-{id}") : Is.EqualTo($"{text}-{id}"));
            }

            await host.IdleAsync();
        }
    }

    private static Task Fail(int id, CancellationToken token) => throw new InvalidOperationException("The source is down.");

    private static async Task CheckAsync(CacheHost host)
    {
        await host.Source.GetAsync(1, default);
        await host.IdleAsync();
    }
}
