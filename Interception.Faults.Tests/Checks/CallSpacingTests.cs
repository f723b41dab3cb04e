using System.Diagnostics;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Checks;

[TestFixture]
internal sealed class CallSpacingTests
{
    [Test]
    public void PerInterval_CallsOfTwoKeys_AreAveraged()
    {
        var history = new SourceHistory();
        long from = Stopwatch.GetTimestamp();
        history[1].Call("a");
        history[1].Call("a");
        history[2].Call("a");
        history[2].Call("a");
        history[2].Call("a");
        history[2].Call("a");
        long to = from + (10 * Stopwatch.Frequency);

        Assert.That(CallSpacing.PerInterval(history, [1, 2], from, to, TimeSpan.FromSeconds(5)), Is.EqualTo(1.5));
        Assert.That(CallSpacing.PerInterval(history, [1, 2], to, to + Stopwatch.Frequency, TimeSpan.FromSeconds(5)), Is.Zero);
    }
}
