using Interception.Tests.Support;

namespace Interception.Tests.Storage;

/// <summary>Waits for the check of an entry end with it.</summary>
[TestFixture]
internal sealed class EntryWaitTests
{
    [Test]
    public void WhenChecked_NothingIsPending_IsComplete() => Assert.That(new StubEntry().WhenChecked().IsCompleted, Is.True);

    [Test]
    public async Task WhenChecked_CheckEnds_CompletesForAllWhoWait()
    {
        var entry = new StubEntry();
        entry.TryBeginCheck();
        Task one = entry.WhenChecked();
        Task two = entry.WhenChecked();
        Assert.That((one.IsCompleted, two.IsCompleted), Is.EqualTo((false, false)));

        entry.EndCheck();

        await Task.WhenAll(one, two).Soon();
        Assert.That(entry.WhenChecked().IsCompleted, Is.True);
    }

    [Test]
    public async Task WhenChecked_NextCheckIsPending_WaitsForThatOne()
    {
        var entry = new StubEntry();
        entry.TryBeginCheck();
        Task ended = entry.WhenChecked();
        entry.EndCheck();
        await ended.Soon();
        entry.TryBeginCheck();

        Task wait = entry.WhenChecked();

        Assert.That(wait.IsCompleted, Is.False);
        entry.EndCheck();
        await wait.Soon();
    }

    [Test]
    public void WhenChecked_CheckEndsAtTheSameMoment_NeverMissesIt()
    {
        const int rounds = 300_000;
        using var start = new Barrier(2);
        var entries = new StubEntry[rounds];
        for (int i = 0; i < rounds; i++)
        {
            entries[i] = new StubEntry();
            entries[i].TryBeginCheck();
        }

        int turn = -1;
        var ender = new Thread(() =>
        {
            start.SignalAndWait();
            for (int i = 0; i < rounds; i++)
            {
                Meet(ref turn, i, lag: i % 40);
                entries[i].EndCheck();
            }
        });
        ender.Start();
        var waits = new Task[rounds];
        start.SignalAndWait();
        for (int i = 0; i < rounds; i++)
        {
            Volatile.Write(ref turn, i);
            Meet(ref turn, i, lag: i / 40 % 60);
            waits[i] = entries[i].WhenChecked();
        }

        Volatile.Write(ref turn, rounds);
        ender.Join();
        Assert.That(waits.Count(wait => !wait.IsCompleted), Is.Zero);
    }

    /// <summary>Waits until the other thread is at a round, and a little longer, so that the two meet in every way.</summary>
    private static void Meet(ref int turn, int round, int lag)
    {
        SpinWait spin = default;
        while (Volatile.Read(ref turn) < round)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        for (int i = 0; i < lag; i++)
        {
            Volatile.Read(ref turn);
        }
    }
}
