using Listings.Nodes;

namespace Listings.Tests.Nodes;

[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class ChildProcessTests
{
    [Test]
    [CancelAfter(30_000)]
    public async Task WhenReadyAsync_TheLineComes_ReturnsIt(CancellationToken cancellationToken)
    {
        using ChildProcess child = Start("echo first; echo ready at 5; exec sleep 60");

        Assert.That(await child.WhenReadyAsync(cancellationToken), Is.EqualTo("ready at 5"));
        Assert.That(child.LineCount, Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(30_000)]
    public void WhenReadyAsync_ItEndsBefore_ThrowsWithWhatItWrote(CancellationToken cancellationToken)
    {
        using ChildProcess child = Start("echo no such port >&2; exit 7");

        Assert.That(
            () => child.WhenReadyAsync(cancellationToken),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "'/bin/sh' ended before it was ready, with exit code 7. It wrote: no such port"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Dispose_WithAChildOfItsOwn_EndsBoth(CancellationToken cancellationToken)
    {
        ChildProcess child = Start("sleep 60 & echo ready $!; wait");
        string line = await child.WhenReadyAsync(cancellationToken);

        child.Dispose();

        string status = $"/proc/{line.Split(' ')[1]}/status";
        Assert.That(() => !File.Exists(status) || File.ReadAllText(status).Contains("(zombie)", StringComparison.Ordinal),
            Is.True.After(5_000, 20));
    }

    private static ChildProcess Start(string script) => ChildProcess.Start(
        "/bin/sh", ["-c", script], Path.GetTempPath(), line => line.StartsWith("ready", StringComparison.Ordinal));
}
