using Listings.Nodes;

namespace Listings.Tests.Nodes;

[TestFixture]
internal sealed class RunRateTests
{
    [TestCase(60, 6, 10, 1, ExpectedResult = "1.00")]
    [TestCase(60, 6, 10, 2, ExpectedResult = "2.00")]
    [TestCase(171, 6, 10, 1, ExpectedResult = "2.85")]
    [TestCase(0, 6, 10, 1, ExpectedResult = "0.00")]
    [TestCase(0, 6, 0, 1, ExpectedResult = "-")]
    public string ToString_RunsOfPagesInSeconds_IsRunsPerPageAndInterval(long runs, int pages, int seconds, int interval) =>
        new RunRate(runs, pages, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(interval)).ToString();
}
