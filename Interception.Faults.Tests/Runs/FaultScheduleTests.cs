namespace Interception.Faults.Tests.Runs;

[TestFixture]
internal sealed class FaultScheduleTests
{
    [Test]
    public void Draw_SameSeed_IsTheSameSchedule() => Assert.That(
        FaultSchedule.Draw(5, 3, 50).ToString(), Is.EqualTo(FaultSchedule.Draw(5, 3, 50).ToString()));

    [Test]
    public void Draw_FiftySeeds_HoldEveryFault() => Assert.That(
        Enumerable.Range(1_000, 50).SelectMany(seed => FaultSchedule.Draw(seed, 3, 50).Steps)
            .Select(step => step.Fault).Distinct(),
        Is.EquivalentTo(Enum.GetValues<ScheduledFault>()));
}
