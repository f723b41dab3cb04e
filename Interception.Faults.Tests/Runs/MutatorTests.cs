namespace Interception.Faults.Tests.Runs;

[TestFixture]
internal sealed class MutatorTests
{
    [Test]
    public void Mutate_ManyTimes_AlwaysDiffersAndComesInManyLengths()
    {
        var mutator = new Mutator(seed: 1);
        byte[] value = [.. Enumerable.Range(0, 200).Select(number => (byte)number)];

        byte[][] mutants = [.. Enumerable.Range(0, 500).Select(_ => mutator.Mutate(value))];

        Assert.That(mutants, Has.None.EqualTo(value));
        Assert.That(mutants.Select(mutant => mutant.Length).Distinct().Count(), Is.GreaterThan(20));
    }
}
