using Interception.Lookup;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>A caller that waits for a check and finds nothing afterwards that could be cached again.</summary>
[TestFixture]
internal sealed class CheckWaitTests
{
    [Test]
    public async Task TryAnswer_EntryGoesAndItsKeyCannotBeKeptAgain_RunsForThisCallerAlone()
    {
        using var valve = new Valve();
        await using CacheHost host = CacheHost.OfSource();
        WatchedMethod method = WatchedMethod.Open(host, isAsync: true);
        var watch = new KeyWatch();
        await method.AskAsync(new WatchedKey(1, watch)).Soon();
        var entry = (Entry<WatchedKey>)method.SlotOf(1)!;
        var waits = new CheckWait<WatchedKey>(method.Method, method.Table, method.Misses, host.Runtime.Services);
        host.Origin.Before = (_, _) => valve.HoldAsync();
        long misses = method.Method.Lane.Measures.Misses;

        Assert.That(waits.TryAnswer(entry, WatchedMethod.CallOf(entry.Key), out object? answer), Is.True);
        await valve.ArrivedAsync();
        method.Table.Clear();
        watch.Keeping = () => throw new InvalidOperationException("It has changed.");
        host.Origin.Text = "new";
        valve.Open();

        Assert.That(await ((Task<string?>)answer!).Soon(), Is.EqualTo("new-1"));
        Assert.That(method.Method.Lane.Measures.Misses, Is.EqualTo(misses + 1));
        Assert.That((method.SlotOf(1), host.Origin.Runs), Is.EqualTo(((Slot?)null, 3)));
    }
}
