using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class NameWatchTests
{
    private static readonly EntryName Name = Names.Of("a");
    private static readonly EntryDigest Digest = Name.Digest;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly NameWatches _watches = new();

    [Test]
    public void Hear_KeepsTheHighestVersion_AndTellsOfInvalidationsOnly()
    {
        int invalidated = 0;
        using var watch = new Watch(_watches, () => invalidated++);
        Assert.That(watch.HeardVersion, Is.Zero);

        _watches.Hear(Digest, 7, isInvalidation: false);
        _watches.Hear(Digest, 5, isInvalidation: false);
        _watches.Hear(Names.Of("b").Digest, 9, isInvalidation: true);

        Assert.That(watch.HeardVersion, Is.EqualTo(7));
        Assert.That(invalidated, Is.Zero);
        _watches.Hear(Digest, 8, isInvalidation: true);
        Assert.That(invalidated, Is.EqualTo(1));
    }

    [Test]
    public void Dispose_LaterWatchOfTheName_StaysRegistered()
    {
        var earlier = new Watch(_watches);
        using var later = new Watch(_watches);

        earlier.Dispose();
        _watches.Hear(Digest, 3, isInvalidation: false);

        Assert.That(later.HeardVersion, Is.EqualTo(3));
        Assert.That(earlier.HeardVersion, Is.Zero);
        later.Dispose();
        _watches.Hear(Digest, 4, isInvalidation: false);
        Assert.That(later.HeardVersion, Is.EqualTo(3));
    }

    [Test]
    public void Dispose_OneIsAlwaysGoing_ThoseThatHaveEndedAreForgotten()
    {
        var last = new Watch(_watches);
        for (int i = 0; i < 100; i++)
        {
            var next = new Watch(_watches);
            last.Dispose();
            last = next;
        }

        Assert.That(last.Earlier, Is.Null);
        last.Dispose();
    }

    [Test]
    public void Dispose_InAnyOrder_WhoeverGoesOnStillHears()
    {
        Watch[] all = [.. Enumerable.Range(0, 5).Select(_ => new Watch(_watches))];

        all[1].Dispose();
        all[3].Dispose();
        all[2].Dispose();
        _watches.Hear(Digest, 9, isInvalidation: false);

        Assert.That(all.Select(one => one.HeardVersion), Is.EqualTo((long[])[9, 0, 0, 0, 9]));
        Assert.That(all[4].Earlier, Is.SameAs(all[0]));
        all[4].Dispose();
        all[0].Dispose();
    }

    [Test]
    public async Task Wait_SomethingIsAnnounced_Ends([Values] bool isBlocking)
    {
        using var watch = new Watch(_watches);
        Task wait = WaitAsync(watch, known: 0, isBlocking);
        Assert.That(wait.IsCompleted, Is.False);

        watch.Hear(1, isInvalidation: false);

        await wait.Soon();
    }

    [Test]
    public async Task Wait_TimeIsOver_Ends([Values] bool isBlocking)
    {
        using var watch = new Watch(_watches);
        Task wait = WaitAsync(watch, known: 0, isBlocking);

        while (!wait.IsCompleted)
        {
            _clock.Advance(Second);
            await Task.Yield();
        }

        await wait;
        Assert.That(watch.HeardVersion, Is.Zero);
    }

    [Test]
    public async Task Wait_SomethingLaterWasAnnouncedBefore_EndsAtOnce([Values] bool isBlocking)
    {
        using var watch = new Watch(_watches);
        watch.Hear(2, isInvalidation: false);

        await WaitAsync(watch, known: 1, isBlocking).Soon();
    }

    [Test]
    public async Task Wait_WhatIsKnownWasAnnouncedBefore_WaitsForMore([Values] bool isBlocking)
    {
        using var watch = new Watch(_watches);
        watch.Hear(2, isInvalidation: false);

        await WaitsForMoreAsync(watch, isBlocking);
    }

    [Test]
    public async Task Wake_OneWaits_EndsThatWaitAndNoOther([Values] bool isBlocking)
    {
        using var watch = new Watch(_watches);
        Task wait = WaitAsync(watch, known: 0, isBlocking);
        Assert.That(wait.IsCompleted, Is.False);

        _watches.Wake(Names.Of("b").Digest);
        _watches.Wake(Digest);
        await wait.Soon();

        await WaitsForMoreAsync(watch, isBlocking);
    }

    [Test]
    public async Task Wake_NobodyWaitsYet_EndsTheNextWaitAtOnce([Values] bool isBlocking)
    {
        using var watch = new Watch(_watches);

        _watches.Wake(Digest);
        await WaitAsync(watch, known: 0, isBlocking).Soon();

        await WaitsForMoreAsync(watch, isBlocking);
    }

    [Test]
    public void WaitAsync_Cancelled_Throws()
    {
        using var watch = new Watch(_watches);
        using var cancel = new CancellationTokenSource();
        Task wait = watch.WaitAsync(0, Second, blocking: false, _clock, cancel.Token).AsTask();

        cancel.Cancel();

        Assert.That(async () => await wait.Soon(), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task WaitsForMoreAsync(NameWatch watch, bool isBlocking)
    {
        Task wait = WaitAsync(watch, watch.HeardVersion, isBlocking);
        for (int i = 0; i < 100; i++)
        {
            await Task.Yield();
        }

        Assert.That(wait.IsCompleted, Is.False);
        watch.Hear(watch.HeardVersion + 1, isInvalidation: false);
        await wait.Soon();
    }

    private Task WaitAsync(NameWatch watch, long known, bool isBlocking) => isBlocking
        ? Task.Run(() => watch.WaitAsync(known, Second, blocking: true, _clock, CancellationToken.None).AsTask())
        : watch.WaitAsync(known, Second, blocking: false, _clock, CancellationToken.None).AsTask();

    /// <summary>A watch that is registered from construction to disposal.</summary>
    private sealed class Watch : NameWatch, IDisposable
    {
        private readonly NameWatches _watches;
        private readonly Action _invalidated;

        public Watch(NameWatches watches, Action? invalidated = null)
            : base(NameWatchTests.Name)
        {
            (_watches, _invalidated) = (watches, invalidated ?? (() => { }));
            watches.Add(this);
        }

        public void Dispose() => _watches.Remove(this);

        protected override void OnInvalidated() => _invalidated();
    }
}
