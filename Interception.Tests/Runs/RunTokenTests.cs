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
        using var token = new RunToken(Second, clock, CancellationToken.None);
        int heard = 0;
        using CancellationTokenRegistration own = token.OnTimeout(() => heard++);
        token.Token.Register(() => heard++);
        token.Token.Register(static () => throw new InvalidOperationException("Out of order."));
        token.Token.Register(() => heard++);

        Assert.That(() => clock.Advance(Second), Throws.Nothing);

        Assert.That((heard, token.IsTimedOut, token.Token.IsCancellationRequested), Is.EqualTo((3, true, true)));
    }
}
