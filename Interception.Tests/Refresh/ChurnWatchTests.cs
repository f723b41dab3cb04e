using Interception.Refresh;

namespace Interception.Tests.Refresh;

[TestFixture, Property("Row", "R26")]
internal sealed class ChurnWatchTests
{
    [Test]
    public void Changed_TenInARow_ReportsOnceAndNeverAgain()
    {
        var watch = new ChurnWatch();

        Assert.That(Enumerable.Range(1, 9).Select(_ => watch.Changed()), Is.All.False);
        Assert.That(watch.Changed(), Is.True);
        Assert.That(Enumerable.Range(1, 30).Select(_ => watch.Changed()), Is.All.False);
    }

    [Test]
    public void Unchanged_BreaksTheRow()
    {
        var watch = new ChurnWatch();
        for (int i = 0; i < 9; i++)
        {
            watch.Changed();
        }

        watch.Unchanged();

        Assert.That(Enumerable.Range(1, 9).Select(_ => watch.Changed()), Is.All.False);
        Assert.That(watch.Changed(), Is.True);
    }
}
