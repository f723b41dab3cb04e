using Interception.Tests.Support;

namespace Interception.Tests;

/// <summary>Before all tests: which way hits go.</summary>
[SetUpFixture]
internal sealed class FrontSetUp
{
    [OneTimeSetUp]
    public void ApplySwitch() => FrontSwitch.Apply();
}
