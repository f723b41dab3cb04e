using Interception.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

[TestFixture]
internal sealed class RunTokenTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test, Property("Failure", "B8")]
    public void TimeOut_WhatHangsOnTheTokenThrows_EndsThereAndAllOthersHear()
    {
        var clock = new FakeTimeProvider();
        int heard = 0;
        using var token = new RunToken(Second, clock, (_, _) => heard++, null, CancellationToken.None);
        token.Token.Register(() => heard++);
        token.Token.Register(static () => throw new InvalidOperationException("Out of order."));
        token.Token.Register(() => heard++);

        Assert.That(() => clock.Advance(Second), Throws.Nothing);

        Assert.That((heard, token.IsTimedOut, token.Token.IsCancellationRequested), Is.EqualTo((3, true, true)));
    }

    [Test]
    public void TimeOut_IsToldBeforeTheTokenIsSignalled_AndWhenTheRunEnds()
    {
        var clock = new FakeTimeProvider();
        var state = new object();
        (object? State, bool WasSignalled, Task End)? told = null;
        RunToken? token = null;
        token = new RunToken(
            Second, clock, (given, end) => told = (given, token!.Token.IsCancellationRequested, end), state, CancellationToken.None);

        clock.Advance(Second);

        Assert.That((told?.State, told?.WasSignalled, told?.End.IsCompleted), Is.EqualTo((state, false, false)));
        token.Dispose();
        Assert.That(told?.End.IsCompleted, Is.True);
    }

    [Test]
    public void TimeOut_OfARunThatHasEnded_TellsNobody()
    {
        var clock = new FakeTimeProvider();
        bool isTold = false;
        new RunToken(Second, clock, (_, _) => isTold = true, null, CancellationToken.None).Dispose();

        clock.Advance(Second);

        Assert.That(isTold, Is.False);
    }

    [Test]
    public void Cancel_OneOrTheOtherTokenIsSignalled_SignalsItAndIsNoTimeout([Values] bool isStop)
    {
        var clock = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        using var abandoned = new CancellationTokenSource();
        using var token = new RunToken(Second, clock, null, null, stop.Token, abandoned.Token);

        (isStop ? stop : abandoned).Cancel();

        Assert.That((token.Token.IsCancellationRequested, token.IsTimedOut), Is.EqualTo((true, false)));
    }

    [Test]
    public void Dispose_LeavesNothingOnTheTokensThatSignalIt([Values] bool isStop)
    {
        using var stop = new CancellationTokenSource();
        using var abandoned = new CancellationTokenSource();
        new RunToken(Second, new FakeTimeProvider(), null, null, stop.Token, abandoned.Token).Dispose();

        Assert.That((isStop ? stop : abandoned).Cancel, Throws.Nothing, "or they would keep all runs that ever were");
    }

    [Test]
    public void TimeOut_TimerFiresAsTheRunEnds_ThrowsNothingAndTheEndIsTold()
    {
        using var timer = new HeldTimer();
        Task? end = null;
        var token = new RunToken(Second, timer, (_, run) => end = run, null, CancellationToken.None);

        token.Dispose();
        Assert.That(timer.Fire, Throws.Nothing, "it was under way when the timer was disposed of");

        Assert.That(end?.IsCompleted, Is.True);
    }

    [Test]
    public void TimeOut_WhoIsToldThrows_TheRunHearsOfItsTimeAllTheSame()
    {
        var clock = new FakeTimeProvider();
        using var token = new RunToken(Second, clock, static (_, _) => throw new InvalidOperationException("Out of order."), null, CancellationToken.None);

        Assert.That(() => clock.Advance(Second), Throws.Nothing);

        Assert.That(token.Token.IsCancellationRequested, Is.True);
    }

    [Test]
    public void Start_TakesNothingAmbientOfTheCallersAlong()
    {
        using var timer = new HeldTimer();
        using var token = new RunToken(Second, timer, null, null, CancellationToken.None);

        Assert.That(timer.HadFlow, Is.False);
        Assert.That(ExecutionContext.IsFlowSuppressed(), Is.False);
    }

    /// <summary>A clock whose only timer fires when the test says so, even if it has been disposed of.</summary>
    private sealed class HeldTimer : TimeProvider, ITimer
    {
        private Action? _fire;

        /// <summary>Whether the timer would take what is ambient along.</summary>
        public bool? HadFlow { get; private set; }

        public void Fire() => _fire!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (HadFlow, _fire) = (!ExecutionContext.IsFlowSuppressed(), () => callback(state));
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
