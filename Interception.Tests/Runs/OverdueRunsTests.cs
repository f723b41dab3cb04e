using Interception.Runs;
using Interception.Tests.Support;

namespace Interception.Tests.Runs;

[TestFixture]
internal sealed class OverdueRunsTests
{
    [Test]
    public async Task TryAdd_CountsARunUntilItEnds([Values] bool fails)
    {
        var ended = new TaskCompletionSource();
        var overdue = new OverdueRuns(ended.SetResult);
        var runs = Enumerable.Range(0, OverdueRuns.Limit).Select(_ => new TaskCompletionSource()).ToList();
        runs.ForEach(run => overdue.TryAdd(run.Task));
        Assert.That(overdue.AreTooMany, Is.True);

        if (fails)
        {
            runs[0].SetException(new InvalidOperationException("Too late to matter."));
        }
        else
        {
            runs[0].SetResult();
        }

        await ended.Task.Soon();
        Assert.That(overdue.Count, Is.EqualTo(OverdueRuns.Limit - 1));
        Assert.That(overdue.AreTooMany, Is.False);
    }

    [Test]
    public void TryAdd_RunHasEndedAsItsTimeWasUp_IsNotCounted()
    {
        var overdue = new OverdueRuns(static () => Assert.Fail("Nothing was overdue."));

        Assert.That(overdue.TryAdd(Task.CompletedTask), Is.False);
        Assert.That(overdue.Count, Is.Zero);
    }
}
