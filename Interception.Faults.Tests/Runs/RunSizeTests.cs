namespace Interception.Faults.Tests.Runs;

[TestFixture]
internal sealed class RunSizeTests
{
    [Test]
    public void Of_Unknown_SaysWhatToDo() => Assert.That(
        () => RunSize.Of("huge"),
        Throws.InvalidOperationException.With.Message.EqualTo(
            "INTERCEPTION_FAULTS is 'huge', which is no size: set it to 'reduced' or 'full'."));

    [Test]
    public void Of_Full_HasTheSizesOfRecord()
    {
        Assert.That(RunSize.Of("full").Schedules, Is.EqualTo(1_000));
        Assert.That(RunSize.Of("full").MutatedEntries, Is.EqualTo(1_000_000));
        Assert.That(RunSize.Of("full").CorruptedReplies, Is.EqualTo(100_000));
        Assert.That(RunSize.Of(null).Schedules, Is.EqualTo(50));
    }
}
