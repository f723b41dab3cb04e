using System.Reflection;
using Interception.Interleavings.Checking;
using Interception.Interleavings.Nodes;
using Interception.Interleavings.Scenarios;

if (CommandLine.TryParse(args, out string? problem) is not { } commandLine)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

if (!Assembly.GetExecutingAssembly().GetCustomAttributesData().Any(one => one.AttributeType.Name == "RewritingSignatureAttribute"))
{
    Console.Error.WriteLine("This assembly is not rewritten, so nothing would be under control; run ./build.sh --target=Interleavings.");
    return 2;
}

Scenario[] scenarios = [.. AllScenarios.List.Where(one => commandLine.ScenarioName is null || one.Name == commandLine.ScenarioName)];
if (scenarios.Length == 0)
{
    Console.Error.WriteLine(
        $"There is no scenario '{commandLine.ScenarioName}'; there are {string.Join(", ", AllScenarios.List.Select(one => one.Name))}.");
    return 2;
}

// Before the first schedule, and once for all: it compiles.
_ = Blueprint.Instance;

TextWriter output = Console.Out;
Console.SetOut(TextWriter.Null); // The checker talks of each schedule.
Report.Begin(output, commandLine);
var checker = new Checker(commandLine);
List<ScenarioResult> results = [];
foreach (Scenario scenario in scenarios)
{
    ScenarioResult result = checker.Check(scenario);
    Report.Add(output, commandLine, result);
    results.Add(result);
}

if (commandLine.ResultFile is { } file)
{
    ResultFile.Write(file, results);
}

Report.End(output, results);
return results.TrueForAll(one => one.Passed) ? 0 : 1;
