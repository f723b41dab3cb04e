using System.Globalization;
using System.Xml.Linq;

namespace Interception.Interleavings.Checking;

/// <summary>Writes the results as a test run does (.trx), each scenario a test, so that they count among the others.</summary>
internal static class ResultFile
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static void Write(string path, IReadOnlyCollection<ScenarioResult> results)
    {
        int passed = results.Count(one => one.Passed);
        int failed = results.Count - passed;
        var run = new XElement(
            Trx + "TestRun",
            new XElement(Trx + "Results", results.Select(Describe)),
            new XElement(
                Trx + "ResultSummary",
                new XAttribute("outcome", failed == 0 ? "Completed" : "Failed"),
                new XElement(
                    Trx + "Counters",
                    new XAttribute("total", results.Count), new XAttribute("executed", results.Count), new XAttribute("passed", passed),
                    new XAttribute("failed", failed), new XAttribute("error", 0), new XAttribute("timeout", 0), new XAttribute("aborted", 0))));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        new XDocument(run).Save(path);
    }

    private static XElement Describe(ScenarioResult result) => new(
        Trx + "UnitTestResult",
        new XAttribute("testName", "Interleavings." + result.Scenario.Name),
        new XAttribute("duration", result.Duration.ToString("c", CultureInfo.InvariantCulture)),
        new XAttribute("outcome", result.Passed ? "Passed" : "Failed"),
        result.Problem is null ? null : new XElement(
            Trx + "Output", new XElement(Trx + "ErrorInfo", new XElement(Trx + "Message", result.Problem))));
}
