using Interception.Refresh;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class RefusalsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public void AnyWithin_NoneRefused_IsFalse() => Assert.That(new Refusals(new FakeTimeProvider()).AnyWithin(TimeSpan.MaxValue), Is.False);

    [Test]
    public void AnyWithin_SeveralRefused_CountsFromTheLast()
    {
        var time = new FakeTimeProvider();
        var refusals = new Refusals(time);
        refusals.Add();
        time.Advance(Minute);
        refusals.Add();

        time.Advance(Minute);
        Assert.That((refusals.Count, refusals.AnyWithin(Minute)), Is.EqualTo((2, true)));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.That(refusals.AnyWithin(Minute), Is.False);
    }
}
