using Interception.Keys.Canonical;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Storage;

/// <summary>Two checks of one entry that end at the same moment.</summary>
[TestFixture]
internal sealed class EntryRaceTests
{
    [Test]
    public void TryReplace_WhileItReplaces_LetsNobodyProveTheEntry()
    {
        var watch = new KeyWatch();
        var answer = new Answer("value", "value", null, default(ContentDigest));
        var table = new MethodTable<WatchedKey>(null!, new MemoryBound(100, 100_000));
        var key = new WatchedKey(1, watch);
        var run = new BareSlot();
        var entry = new Entry<WatchedKey>(table, key, answer, [], new RunStamp(1, 1, 0));
        table.TryAdd(key, run);
        table.TryReplace(key, run, entry);
        bool? isHeld = null;
        watch.Replacing = () => isHeld = Monitor.IsEntered(entry);

        Entry? newer = entry.TryReplace(answer, new RunStamp(5, 5, 50), new StubSchedule());

        Assert.That(newer, Is.Not.Null);
        Assert.That(isHeld, Is.True, "or a proof by a later run would count for an entry that is just being thrown out");
    }
}
