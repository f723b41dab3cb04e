// Mutation testing: the library is changed in thousands of places, one at a time, and the tests have to notice.
using System.Text.Json;

// The tests that judge a folder: its own, and the end-to-end tests where the folder is the story that they tell. A mutant that survives has
// run every test that reaches it, each time in a process of its own, so all tests for all folders would take days.
readonly Dictionary<string, string[]> MutationTests = new()
{
    ["Configuration"] = ["Configuration"],
    ["Keys"] = ["Keys"],
    ["Lookup"] = ["Lookup", "EndToEnd"],
    ["Refresh"] = ["Refresh"],
    ["Freshness"] = ["Freshness"],
};

// They say nothing about a mutant: what counts allocations (mutated code is instrumented), what starts processes (there the mutant is not
// switched on), and what takes seconds. House rules, which read the sources, and the public surface are in no folder above.
readonly string[] TestsWithoutMutants =
[
    "AllocationTests", "ProcessTests", "WallClockTests", "MemoryPressureTests", "ReloadsUnderLoadTests", "PredictionTests", "ManyKeysTests", "EveryHitTests",
];

// A folder of the library, or one inside it: Keys, or Keys/Parts. The rest of the settings is in stryker-config.json.
void Mutate(string folder)
{
    string room = folder.Split('/')[0];
    if (!MutationTests.TryGetValue(room, out string[] judges))
    {
        throw new CakeException($"No tests judge '{room}'; there are {string.Join(", ", MutationTests.Keys)}.");
    }

    DirectoryPath output = MakeAbsolute(Directory($"{MutationResults}/{folder}"));
    string tests = string.Join('|', judges.Select(name => $"FullyQualifiedName~Interception.Tests.{name}."));
    string others = string.Concat(TestsWithoutMutants.Select(name => $"&FullyQualifiedName!~{name}"));
    CleanDirectory(output);
    DotNetTool(
        MutatedTests,
        "stryker",
        new ProcessArgumentBuilder()
            .Append("--skip-version-check")
            .Append("--mutate").AppendQuoted($"**/{folder}/**/*.cs")
            .Append("--test-case-filter").AppendQuoted($"{FastTests}{others}&({tests})")
            .Append("--output").AppendQuoted(output.FullPath),
        new DotNetToolSettings
        {
            WorkingDirectory = File(MutatedTests).Path.GetDirectory(),

            // A test that needs a server of its own would start one for each mutant.
            EnvironmentVariables = new Dictionary<string, string> { ["INTERCEPTION_NO_REDIS"] = "1" },
        });
    PrintMutationScore(folder, output);
}

void PrintMutationScore(string folder, DirectoryPath output)
{
    FilePath file = output.CombineWithFilePath("reports/mutation-report.json");
    using JsonDocument report = JsonDocument.Parse(System.IO.File.ReadAllText(file.FullPath));
    Dictionary<string, int> mutants = report.RootElement.GetProperty("files").EnumerateObject()
        .SelectMany(source => source.Value.GetProperty("mutants").EnumerateArray())
        .GroupBy(mutant => mutant.GetProperty("status").GetString())
        .ToDictionary(status => status.Key, status => status.Count());
    int killed = mutants.GetValueOrDefault("Killed");
    int timedOut = mutants.GetValueOrDefault("Timeout");
    int survived = mutants.GetValueOrDefault("Survived");
    int unreached = mutants.GetValueOrDefault("NoCoverage");
    int all = killed + timedOut + survived + unreached;
    if (all == 0)
    {
        throw new CakeException($"{folder} has no mutant that a test could notice.");
    }

    Information(
        $"{folder}: {(double)(killed + timedOut) / all:P1} of {all} mutants noticed "
            + $"({killed} killed, {timedOut} timed out, {survived} survived, {unreached} reached by no test)");
}
