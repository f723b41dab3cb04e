using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class GenerationsTests
{
    [Test]
    public void TrySet_OnlyGrows()
    {
        var generations = new Generations();

        Assert.That(generations.Of("a"), Is.Zero);
        Assert.That(generations.TrySet("a", 5), Is.True);
        Assert.That(generations.TrySet("a", 5), Is.False);
        Assert.That(generations.TrySet("a", 4), Is.False);
        Assert.That(generations.TrySet("a", 6), Is.True);
        Assert.That(generations.Of("a"), Is.EqualTo(6));
        Assert.That(generations.Of("A"), Is.Zero);
    }

    [Test]
    public void TrySet_NothingOrLess_IsNotKept([Values(0, -1, long.MinValue)] long generation)
    {
        var generations = new Generations();

        Assert.That(generations.TrySet("a", generation), Is.False);
        Assert.That(generations.All, Is.Empty);
    }

    [Test]
    public void TrySet_MoreMethodsThanAnybodyHas_AreNotBelieved()
    {
        var generations = new Generations();
        for (int i = 0; i < Generations.MostFields; i++)
        {
            generations.TrySet($"{i}", 1);
        }

        Assert.That(generations.TrySet("one more", 1), Is.False);
        Assert.That(generations.TrySet("0", 2), Is.True);
        Assert.That(generations.All, Has.Length.EqualTo(Generations.MostFields));
    }
}
