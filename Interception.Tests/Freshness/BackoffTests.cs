using Interception.Freshness;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class BackoffTests
{
    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 4)]
    [TestCase(6, 32)]
    [TestCase(7, 60)]
    [TestCase(8, 60)]
    [TestCase(int.MaxValue, 60)]
    public void After_DoublesUpToAMinute(int failures, int seconds) =>
        Assert.That(Backoff.After(failures), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
}
