using Interception.Observation;
using Interception.Tests.Freshness;

namespace Interception.Tests.Observation;

[TestFixture]
internal sealed class CandidateStudyTests
{
    [TestCase(0, 1)]
    [TestCase(0.05, 0.2)]
    [TestCase(0.4, 0.6)]
    public void Matters_DifferentValuesDifferMoreOften_Yes(double same, double other) =>
        Assert.That(Study(seed: 1, calls: 2000, same, other).Matters, Is.True);

    [Test]
    public void Matters_ResultsChangeWhateverTheValue_No([Values(0, 0.01, 0.3, 1)] double differing, [Range(1, 20)] int seed) =>
        Assert.That(Study(seed, calls: 2000, differing, differing).Matters, Is.False);

    [Test]
    public void Matters_DifferentValuesDifferLessOften_No() => Assert.That(Study(seed: 1, calls: 2000, same: 0.5, other: 0.1).Matters, Is.False);

    [Test]
    public void Matters_NeverAskedTwiceWithOneValue_NothingToCompareWith()
    {
        var study = new CandidateStudy("tenant");
        for (int i = 0; i < 1000; i++)
        {
            study.Add(isSameValue: false, differs: true); // It may be the tenant, or the method returns something else each time.
        }

        Assert.That(study.Matters, Is.False);
    }

    [TestCase(4, false)]
    [TestCase(60, true)]
    public void Matters_EachDifferentValueDiffersAndNoSameOne_AFewProveNothing(int pairs, bool expected)
    {
        var study = new CandidateStudy("tenant");
        for (int i = 0; i < pairs; i++)
        {
            study.Add(isSameValue: i % 4 == 3, differs: i % 4 != 3);
        }

        Assert.That(study.Matters, Is.EqualTo(expected));
    }

    [TestCase(4, false)]
    [TestCase(5, true)]
    public void Matters_FewPairsWithTheSameValue_AreNoComparison(int same, bool expected)
    {
        var study = new CandidateStudy("tenant");
        for (int i = 0; i < 1000; i++)
        {
            study.Add(isSameValue: i < same, differs: i >= same);
        }

        Assert.That(study.Matters, Is.EqualTo(expected));
    }

    private static CandidateStudy Study(int seed, int calls, double same, double other)
    {
        var chance = new Chance(seed);
        var study = new CandidateStudy("tenant");
        for (int i = 0; i < calls; i++)
        {
            bool isSame = chance.Next() < 0.5;
            study.Add(isSame, differs: chance.Next() < (isSame ? same : other));
        }

        return study;
    }
}
