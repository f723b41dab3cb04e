using Interception.Refresh;
using Interception.Runs;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class CheckResultTests
{
    [Test]
    public void ValueFor_Success_IsTheValueEvenIfTheCallerHasGivenUp() =>
        Assert.That(new CheckResult(CheckOutcome.Unchanged, "value", null).ValueFor(new CancellationToken(canceled: true)), Is.EqualTo("value"));

    [Test]
    public void ValueFor_MethodThrew_ThrowsThatVeryException()
    {
        var error = new InvalidOperationException("The source is down.");

        Assert.That(() => new CheckResult(CheckOutcome.Failed, null, error).ValueFor(default), Throws.InvalidOperationException.And.SameAs(error));
    }

    [Test]
    public void ValueFor_RunWasNotPossible_ThrowsWhatStoodAgainstIt()
    {
        var reason = new ArgumentException("No such tenant.");

        Assert.That(
            () => new CheckResult(CheckOutcome.Failed, null, new RunNotPossibleException("Not possible.", reason)).ValueFor(default),
            Throws.ArgumentException.And.SameAs(reason), "the other exception is nobody's business outside the library");
    }

    [Test]
    public void ValueFor_CallerHasGivenUp_ThrowsItsCancellation()
    {
        using var caller = new CancellationTokenSource();
        caller.Cancel();

        Assert.That(
            () => new CheckResult(CheckOutcome.Cancelled, null, new OperationCanceledException()).ValueFor(caller.Token),
            Throws.InstanceOf<OperationCanceledException>().With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(caller.Token));
    }
}
