using Listings.Nodes;

namespace Listings.Tests.Nodes;

[TestFixture]
internal sealed class NodesOptionsTests
{
    [Test]
    public void Parse_SwitchAlone_IsThreeNodesForTwentySeconds()
    {
        NodesOptions options = NodesOptions.Parse(["--nodes"]);

        Assert.That(options.Nodes, Is.EqualTo(3));
        Assert.That(options.Duration, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(options.OutageStart, Is.EqualTo(TimeSpan.FromSeconds(8)));
        Assert.That(options.OutageLength, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(options.BaselineDuration, Is.EqualTo(TimeSpan.FromSeconds(8)));
    }

    [Test]
    public void Parse_NumbersAndOthers_KeepsTheOthersForTheNodes()
    {
        NodesOptions options = NodesOptions.Parse(["--a", "1", "--nodes", "2", "--seconds", "5", "--b=2"]);

        Assert.That(options.Nodes, Is.EqualTo(2));
        Assert.That(options.Duration, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(options.Others, Is.EqualTo(new[] { "--a", "1", "--b=2" }));
    }

    [Test]
    public void Parse_SwitchBeforeAnother_TakesNoNumberFromIt() =>
        Assert.That(NodesOptions.Parse(["--nodes", "--seconds", "7"]).Nodes, Is.EqualTo(3));

    [TestCase("1")]
    [TestCase("9")]
    [TestCase("many")]
    [TestCase("3.5")]
    public void Parse_NodesOutOfBounds_Throws(string nodes) =>
        Assert.That(
            () => NodesOptions.Parse(["--nodes", nodes]),
            Throws.ArgumentException.With.Message.EqualTo(
                $"'--nodes' is '{nodes}'. Give it a whole number from 2 to 8, like --nodes 2."));

    [Test]
    public void Parse_SecondsWithoutANumber_Throws() =>
        Assert.That(
            () => NodesOptions.Parse(["--nodes", "--seconds"]),
            Throws.ArgumentException.With.Message.EqualTo(
                "'--seconds' is ''. Give it a whole number from 5 to 300, like --seconds 5."));
}
