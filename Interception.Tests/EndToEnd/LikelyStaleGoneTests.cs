using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>What a synchronous caller gets whose answer went while it was checked: never that answer.</summary>
[TestFixture]
internal sealed class LikelyStaleGoneTests
{
    [Test]
    public async Task Get_InvalidatedWhileItIsChecked_RunsAgain()
    {
        using var valve = new Valve();
        await using CacheHost host = Start();
        host.Origin.BeforeSync = (_, _) => valve.Hold();

        Task<string?> call = Task.Run(() => host.Source.Get(1, default));
        await valve.ArrivedAsync();
        await host.Cache.InvalidateAsync<ISource>(source => source.Get(1, default));
        valve.Open();

        Assert.That(await call.Soon(), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Get_ExpiredWhileACheckFails_RunsAgain()
    {
        await using CacheHost host = Start(method => method.Expiry = TimeSpan.FromHours(3));
        bool hasFailed = false;
        host.Origin.BeforeSync = (_, _) =>
        {
            if (!hasFailed)
            {
                hasFailed = true;
                host.Clock.Advance(TimeSpan.FromHours(2));
                throw new InvalidOperationException("The source is down.");
            }
        };

        Assert.That(host.Source.Get(1, default), Is.EqualTo("new-1"));
    }

    [Test]
    public async Task Get_WhatTheCheckFindsIsNotCached_ReturnsIt()
    {
        await using CacheHost host = Start(method => method.CacheNull = false);
        host.Origin.Text = null;

        Assert.That(host.Source.Get(1, default), Is.Null);
    }

    [Test]
    public async Task Get_CheckReadsOtherKeys_MissesUnderItsOwn()
    {
        await using CacheHost host = Start();
        bool isNested = false;
        host.Origin.BeforeSync = (id, _) =>
        {
            if (id == 1 && !isNested)
            {
                isNested = true;
                host.Source.Get(2, default);
                host.Runtime.FindAll(typeof(ISource), null).Single().Find(typeof(ISource).GetMethod(nameof(ISource.Get))!)!.Table.Clear();
            }
        };

        Assert.That(host.Source.Get(1, default), Is.EqualTo("new-1"));
    }

    /// <summary>A host with an answer that is likely stale by now.</summary>
    private static CacheHost Start(Action<MethodOptions>? settings = null)
    {
        CacheHost host = CacheHost.OfSource(method =>
        {
            (method.Check, method.Expiry, method.RunTimeout) = (CheckMode.Adaptive, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
            settings?.Invoke(method);
        });
        host.Source.Get(1, default);
        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Origin.Text = "new";
        return host;
    }
}
