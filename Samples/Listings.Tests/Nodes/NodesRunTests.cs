using Listings.Nodes;

namespace Listings.Tests.Nodes;

/// <summary>The whole run with small numbers: a Redis and child processes, for half a minute.</summary>
[TestFixture]
internal sealed class NodesRunTests
{
    [Test]
    [Category("Rig")]
    public async Task RunAsync_TwoNodesForFiveSeconds_NothingFailsAndNothingIsWrong()
    {
        using var output = new StringWriter();

        int exitCode = await NodesRun.RunAsync(["--nodes", "2", "--seconds", "5"], output);

        string report = output.ToString();
        Assert.That(exitCode, Is.Zero, report);
        Assert.That(report, Does.Contain("2 nodes, Redis").And.Contain("0 were wrong in another way"));
        Assert.That(report, Does.Contain("/health before, 2 of 2 nodes: interception: Healthy"));
        Assert.That(report, Does.Contain("/health during, 2 of 2 nodes: interception: Degraded"));
    }

    [Test]
    public async Task RunAsync_BadNumber_SaysSoAndStartsNothing()
    {
        using var output = new StringWriter();

        int exitCode = await NodesRun.RunAsync(["--nodes", "99"], output);

        Assert.That(exitCode, Is.EqualTo(NodesRun.NotRun));
        Assert.That(
            output.ToString().Trim(),
            Is.EqualTo("'--nodes' is '99'. Give it a whole number from 2 to 8, like --nodes 2."));
    }
}
