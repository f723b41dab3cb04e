namespace Interception.Faults.Tests.Checks;

[TestFixture]
internal sealed class VersionWatchTests
{
    [Test]
    public void Note_LowerThanBefore_IsADecrease()
    {
        var watch = new VersionWatch();
        watch.Note("a", 5);
        watch.Note("b", 1);
        watch.Note("a", 7);

        watch.Note("a", 6);

        Assert.That(watch.Decreased, Is.EqualTo(["a: 6 after 7"]));
        Assert.That(watch.Increases, Is.EqualTo(1));
        Assert.That(watch.Reads, Is.EqualTo(4));
    }
}
