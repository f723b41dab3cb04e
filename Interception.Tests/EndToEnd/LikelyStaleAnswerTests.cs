using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>What a caller gets that has waited for the check of an answer that is likely stale.</summary>
[TestFixture]
internal sealed class LikelyStaleAnswerTests
{
    [Test]
    public async Task Hit_InvalidatedWhileItWaits_IsAnsweredByAFreshRunAndCountedAsAMiss()
    {
        using var valve = new Valve();
        await using CacheHost host = await LikelyStaleTests.StartAsync();
        MethodMeasures measures = host.LaneOf(nameof(ISource.GetAsync)).Measures;
        long misses = measures.Misses;
        host.Origin.After = _ => valve.HoldAsync(); // It has looked at the source by then.
        Task<string?> call = host.Source.GetAsync(1, default);
        await valve.ArrivedAsync();

        host.Origin.Text = "newer";
        await host.Cache.InvalidateAsync<ISource>(source => source.GetAsync(1, default));
        valve.Open();

        Assert.That(await call.Soon(), Is.EqualTo("newer-1"));
        Assert.That((measures.Misses - misses, measures.Waits), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Hit_CallersGetCopies_EachGetsItsOwn()
    {
        using var valve = new Valve();
        await using CacheHost host = await LikelyStaleTests.StartAsync(method => method.Results = ResultHandling.Copy);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        Task<List<string>> first = host.Source.ListAsync(1);
        Task<List<string>> second = host.Source.ListAsync(1);
        await valve.ArrivedAsync();
        valve.Open();

        (await first.Soon()).Clear();

        Assert.That(await second.Soon(), Is.EqualTo((string[])["new-1", "second"]));
        Assert.That(await host.Source.ListAsync(1), Is.EqualTo((string[])["new-1", "second"]));
    }
}
