using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Support;

/// <summary>A fake clock that can be broken: then it has no timers to give, as an application's own clock may not.</summary>
internal sealed class BreakableClock : FakeTimeProvider
{
    public bool IsBroken { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        IsBroken ? throw new InvalidOperationException("The clock is out of order.") : base.CreateTimer(callback, state, dueTime, period);
}
