using Interception.Refresh;

namespace Interception.Tests.Refresh;

[TestFixture]
internal sealed class WorkerPermitsTests
{
    [Test]
    public void TryTake_AllTaken_Refuses()
    {
        using var permits = new WorkerPermits(2);

        Assert.That(Take(permits), Is.EqualTo(2));
        permits.Return();
        Assert.That(Take(permits), Is.EqualTo(1));
    }

    [Test]
    public void Resize_Larger_AddsPermits()
    {
        using var permits = new WorkerPermits(2);
        Take(permits);

        permits.Resize(5);

        Assert.That(Take(permits), Is.EqualTo(3));
    }

    [Test]
    public void Resize_SmallerWhileIdle_TakesPermitsAway()
    {
        using var permits = new WorkerPermits(5);

        permits.Resize(2);

        Assert.That(permits.IsSurplus, Is.False);
        Assert.That(Take(permits), Is.EqualTo(2));
    }

    [Test]
    public void Resize_SmallerWhileInUse_TakesThemAsTheyAreReturned()
    {
        using var permits = new WorkerPermits(4);
        Take(permits);

        permits.Resize(1);

        for (int i = 0; i < 3; i++)
        {
            Assert.That(permits.IsSurplus, Is.True);
            permits.Return();
            Assert.That(permits.TryTake(), Is.False);
        }

        Assert.That(permits.IsSurplus, Is.False);
        permits.Return();
        Assert.That(Take(permits), Is.EqualTo(1));
    }

    [Test]
    public void Resize_LargerAgainWhileTooMany_ForgivesBeforeItAdds()
    {
        using var permits = new WorkerPermits(3);
        Take(permits);
        permits.Resize(1); // Two too many.

        permits.Resize(4);

        Assert.That(permits.IsSurplus, Is.False);
        Assert.That(Take(permits), Is.EqualTo(1));
    }

    private static int Take(WorkerPermits permits)
    {
        int taken = 0;
        while (permits.TryTake())
        {
            taken++;
        }

        return taken;
    }
}
