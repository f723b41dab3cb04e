namespace Interception.Faults.Tests.Runs;

/// <summary>Begins a result table when the first run of this folder begins.</summary>
[SetUpFixture]
internal sealed class ResultTableSetUp
{
    [OneTimeSetUp]
    public void BeginTable() => ResultTable.Begin();
}
