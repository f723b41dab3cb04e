using Interception.Keys.Canonical;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Storage;

/// <summary>Two checks of one entry that end at the same moment.</summary>
[TestFixture]
internal sealed class EntryRaceTests
{
    [Test]
    public void TryReplace_NewerProofComesWhileItReplaces_NeverCountsForAnEntryThatGoes()
    {
        var watch = new KeyWatch();
        var answer = new Answer("value", "value", null, default(ContentDigest));
        var bound = new MemoryBound(100, 100_000);
        var table = new MethodTable<WatchedKey>(null!, bound);
        var key = new WatchedKey(1, watch);
        var run = new RunSlot();
        var entry = new Entry<WatchedKey>(table, key, answer, [], version: 1, provenAt: 0);
        table.TryAdd(key, run);
        table.TryReplace(key, run, entry);
        bool isProven = false;
        bool wasProvenFirst = false;
        bool isAboutTo = false;
        new StubEntry().TryProve(version: 6, startedAt: 60); // Compiled, so that below it waits for nothing but the entry's lock.
        var newer = new Thread(() =>
        {
            Volatile.Write(ref isAboutTo, true);
            isProven = entry.TryProve(version: 6, startedAt: 60);
        });
        watch.Replacing = () =>
        {
            newer.Start();
            while (newer.IsAlive && !(Volatile.Read(ref isAboutTo) && newer.ThreadState.HasFlag(ThreadState.WaitSleepJoin)))
            {
                Thread.Yield();
            }

            wasProvenFirst = !newer.IsAlive;
        };

        Entry? older = entry.TryReplace(answer, version: 5, provenAt: 50, nextCheckAt: 0);
        newer.Join();

        Assert.That(older, Is.Not.Null);
        Assert.That(isProven, Is.True);
        Assert.That(wasProvenFirst, Is.False, "the proof waits until the replacement is over, and then sees that the entry is gone");
        Assert.That(entry.IsStored, Is.False);
    }

    private sealed class RunSlot : Slot;
}
