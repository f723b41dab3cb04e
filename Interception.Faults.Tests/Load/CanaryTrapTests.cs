using Interception.Faults.Node.Watch;
using Microsoft.Extensions.Logging;

namespace Interception.Faults.Tests.Load;

[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CanaryTrapTests
{
    private readonly CanaryTrap _trap = new(["bird"]);

    [Test]
    public void LogWatch_CanaryInAnExceptionOrAProperty_IsCaught()
    {
        using var watch = new LogWatch(_trap);
        ILogger logger = watch.CreateLogger("c");

        logger.LogError(new InvalidOperationException("a BIRD in it"), "Nothing to see.");
        logger.Log(LogLevel.Error, default,
            new Dictionary<string, object?> { ["Key"] = "bird 7" }.ToList(), null, (_, _) => "Nothing.");

        Assert.That(_trap.Leaks, Has.Length.EqualTo(2));
        Assert.That(watch.Lines, Is.EqualTo(2));
    }

    [Test]
    public void Look_OtherText_IsFine()
    {
        _trap.Look("here", "cat");

        Assert.That(_trap.Leaks, Is.Empty);
    }
}
