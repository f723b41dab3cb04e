// The build: ./build.sh [--target=NAME]. Without a name: Clean, Restore, Build, Test, Pack.
#load build/mutation.cake
#load build/package.cake
using System.Xml.Linq;

const string Solution = "./Interception.slnx";
const string Library = "./Interception/Interception.csproj";
const string Benchmarks = "./Benchmarks/Interception.Benchmarks.csproj";
const string Consumer = "./build/consumer/Consumer.csproj";
const string Sample = "./Samples/Listings/Listings.csproj";
const string Interleavings = "./Interception.Interleavings/Interception.Interleavings.csproj";
const string MutatedTests = "./Interception.Tests/Interception.Tests.csproj";
const string ChromiumInstaller = "./Samples/install-chromium.sh";

const string Configuration = "Release";
const string TestResults = "./artifacts/tests";
const string Packages = "./artifacts/packages";
const string FailureTable = "./artifacts/failures.md";
const string CoverageResults = "./artifacts/coverage";
const string InterleavingsOutput = "./artifacts/interleavings";
const string MutationResults = "./artifacts/mutation";
const string BenchmarkResults = "./artifacts/benchmarks";
const string FreshnessResults = "./Benchmarks/Results/Freshness";
const string HitRatioResults = "./Benchmarks/Results/HitRatio";
const string Faults = "./Interception.Faults.Tests/Interception.Faults.Tests.csproj";

// Browser tests need Chromium, and rigs take minutes: both have a target of their own or run by hand.
const string FastTests = "TestCategory!=Browser&TestCategory!=Rig";
const string BrowserTests = "TestCategory=Browser";
const string FaultTests = "TestCategory=Rig";

Task("Clean")
    .Does(() =>
{
    CleanDirectory("./artifacts");
    DotNetClean(Solution, new DotNetCleanSettings { Configuration = Configuration, Verbosity = DotNetVerbosity.Quiet });
});

Task("Restore")
    .Does(() => DotNetRestore(Solution));

Task("Build")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings { Configuration = Configuration, NoRestore = true }));

Task("Test")
    .Description("Every test but those of the categories Browser and Rig.")
    .IsDependentOn("Build")
    .Does(() => RunTests(FastTests, run: "Test"));

Task("CastleTest")
    .Description("The library's own tests with no typed front before any service, so that every call goes the way through Castle.")
    .IsDependentOn("Build")
    .Does(() =>
{
    System.Environment.SetEnvironmentVariable("INTERCEPTION_TYPED_FRONTS", "off");
    try
    {
        RunTests($"({FastTests})&FullyQualifiedName~Interception.Tests.", run: "CastleTest"); // The others don't read the variable.
    }
    finally
    {
        System.Environment.SetEnvironmentVariable("INTERCEPTION_TYPED_FRONTS", null);
    }
});

Task("Failures")
    .Description("Runs the tests that are tagged with known failures, those of rigs and browser apart, and writes the table of all: artifacts/failures.md.")
    .IsDependentOn("Build")
    .Does(() =>
{
    // Whatever its row, a tag has a digit in it.
    string tagged = string.Join('|', Enumerable.Range(0, 10).Select(digit => $"Failure~{digit}"));
    FilePath table = MakeAbsolute(File(FailureTable));
    System.Environment.SetEnvironmentVariable("INTERCEPTION_FAILURES_TABLE", table.FullPath);
    try
    {
        RunTests($"({FastTests})&({tagged}|FullyQualifiedName~FailureTableTests)", run: "Failures");
    }
    finally
    {
        System.Environment.SetEnvironmentVariable("INTERCEPTION_FAILURES_TABLE", null);
    }

    Information("The table is in {0}.", table);
});

Task("BrowserTest")
    .Description("The tests of the category Browser; installs Chromium where it is missing.")
    .IsDependentOn("Build")
    .Does(() =>
{
    RunScript(ChromiumInstaller);
    RunTests(BrowserTests, run: "BrowserTest");
});

Task("Pack")
    .IsDependentOn("Build")
    .Does(() =>
{
    CleanDirectory(Packages);
    DotNetPack(Library, new DotNetPackSettings { Configuration = Configuration, NoBuild = true, OutputDirectory = Packages });
    FilePath package = GetFiles($"{Packages}/*.nupkg").Single();
    VerifyPackage(package);
    UsePackage(package, Consumer);
});

Task("Coverage")
    .Description("Which share of the library's lines the tests run.")
    .IsDependentOn("Build")
    .Does(() =>
{
    CleanDirectory(CoverageResults);
    foreach (FilePath project in TestProjects())
    {
        DotNetTest(project.FullPath, new DotNetTestSettings
        {
            Configuration = Configuration, NoBuild = true, Filter = FastTests,
            Collectors = ["XPlat Code Coverage"], ResultsDirectory = CoverageResults,
        });
    }

    PrintLineRate();
});

Task("Benchmark")
    .Description("Runs the benchmarks and draws charts; --filter='*Hit*' picks some, --job=dry only shows that they run.")
    .Does(() =>
{
    string job = Argument("job", "");
    ProcessArgumentBuilder arguments = new ProcessArgumentBuilder()
        .Append("--filter").AppendQuoted(Argument("filter", "*"))
        .Append("--artifacts").AppendQuoted(MakeAbsolute(Directory(BenchmarkResults)).FullPath);
    if (job.Length > 0)
    {
        arguments.Append("--job").AppendQuoted(job);
    }

    CleanDirectory(BenchmarkResults);
    DotNetRun(Benchmarks, arguments, new DotNetRunSettings { Configuration = Configuration });

    // One run of each benchmark shows that it works; its figures mean nothing, so they are not kept.
    if (!string.Equals(job, "dry", StringComparison.OrdinalIgnoreCase))
    {
        foreach (string kept in new[] { "*-report-github.md", "*.png", "*.svg" })
        {
            CopyFiles($"{BenchmarkResults}/results/{kept}", "./Benchmarks/Results");
        }
    }
});

Task("Freshness")
    .Description("Tries stale checks against other policies, on a simulated clock: half a minute, or under an hour with --size=full, which writes tables and charts.")
    .Does(() =>
{
    var arguments = new ProcessArgumentBuilder().Append("--freshness");
    if (Argument("size", "reduced") == "full")
    {
        arguments.AppendQuoted(MakeAbsolute(Directory(FreshnessResults)).FullPath);
    }

    DotNetRun(Benchmarks, arguments, new DotNetRunSettings { Configuration = Configuration });
});

Task("HitRatio")
    .Description("Asks this library and other caches for the same keys, more than there is room for; --size=full writes the table.")
    .Does(() =>
{
    var arguments = new ProcessArgumentBuilder().Append("--hit-ratio");
    if (Argument("size", "reduced") == "full")
    {
        arguments.AppendQuoted(MakeAbsolute(Directory(HitRatioResults)).FullPath);
    }

    DotNetRun(Benchmarks, arguments, new DotNetRunSettings { Configuration = Configuration });
});

Task("Interleavings")
    .Description("Checks that nodes agree whatever comes first; --iterations=10000 runs so many schedules of each scenario, --scenario=NAME one alone.")
    .Does(() =>
{
    // From nothing: what is rewritten there must not be rewritten again.
    CleanDirectory(InterleavingsOutput);
    DotNetBuild(Interleavings, new DotNetBuildSettings
    {
        Configuration = Configuration, OutputDirectory = InterleavingsOutput, Verbosity = DotNetVerbosity.Quiet,
        MSBuildSettings = new DotNetMSBuildSettings().WithProperty("RewriteForChecking", "true"),
    });

    string result = $"{TestResults}/Interception.Interleavings.trx";
    ProcessArgumentBuilder arguments = new ProcessArgumentBuilder()
        .Append("--iterations").AppendQuoted(Argument("iterations", "1000"))
        .Append("--trx").AppendQuoted(MakeAbsolute(File(result)).FullPath);
    foreach (string name in new[] { "scenario", "seed", "trace" }.Where(name => HasArgument(name)))
    {
        arguments.Append($"--{name}").AppendQuoted(Argument<string>(name));
    }

    DeleteFiles(result);
    DotNetExecute($"{InterleavingsOutput}/Interception.Interleavings.dll", arguments);
    RunScript("./.ci/count-tests", result);
});

Task("Mutation")
    .Description("Which changes of the library the tests notice: hours; --mutate=Keys,Lookup picks folders, Keys/Parts a part of one.")
    .IsDependentOn("Restore")
    .Does(() =>
{
    foreach (string folder in Argument("mutate", string.Join(',', MutationTests.Keys)).Split(','))
    {
        Mutate(folder);
    }
});

Task("Profile")
    .Description("Replays page views against the sample, without and with the cache.")
    .Does(() => DotNetRun(Sample, "--profile", new DotNetRunSettings { Configuration = Configuration }));

Task("Faults")
    .Description("Nodes, servers and faults on this machine: about 8 minutes, 85 with --size=full. Figures: artifacts/faults/results.md.")
    .IsDependentOn("Build")
    .Does(() => DotNetTest(Faults, new DotNetTestSettings
    {
        Configuration = Configuration, NoBuild = true, Filter = FaultTests, ResultsDirectory = TestResults,
        Loggers = ["trx;LogFileName=Faults.trx", "console;verbosity=normal"],
        EnvironmentVariables = new Dictionary<string, string> { ["INTERCEPTION_FAULTS"] = Argument("size", "reduced") },

        // One test that hangs ends the run; whatever it has started ends with it.
        ArgumentCustomization = arguments => arguments.Append("--blame-hang-timeout").Append(FaultHangLimit()),
    }));

Task("Nodes")
    .Description("Runs three nodes of the sample on one Redis, and kills it meanwhile; --nodes=2 and --seconds=10 for other numbers.")
    .Does(() => DotNetRun(
        Sample,
        new ProcessArgumentBuilder()
            .Append("--nodes").Append(Argument("nodes", "3"))
            .Append("--seconds").Append(Argument("seconds", "20")),
        new DotNetRunSettings { Configuration = Configuration }));

Task("Default")
    .IsDependentOn("Clean")
    .IsDependentOn("Restore")
    .IsDependentOn("Build")
    .IsDependentOn("Test")
    .IsDependentOn("Pack");

RunTarget(Argument("target", "Default"));

// The longest single runs take ten minutes in full size, and up to twenty on a busy machine.
string FaultHangLimit() => Argument("size", "reduced") == "full" ? "45m" : "10m";

IEnumerable<FilePath> TestProjects() => GetFiles("./*.Tests/*.csproj").Concat(GetFiles("./*/*.Tests/*.csproj"));

// Runs the tests of every project, also after one has failed, and prints the sum over their result files.
void RunTests(string filter, string run)
{
    var failed = new List<string>();
    DeleteFiles($"{TestResults}/*.{run}.trx");
    foreach (FilePath project in TestProjects())
    {
        string name = project.GetFilenameWithoutExtension().FullPath;
        try
        {
            DotNetTest(project.FullPath, new DotNetTestSettings
            {
                Configuration = Configuration, NoBuild = true, Filter = filter,
                Loggers = [$"trx;LogFileName={name}.{run}.trx"], ResultsDirectory = TestResults,
            });
        }
        catch (CakeException exception)
        {
            failed.Add($"{name} ({exception.Message})");
        }
    }

    FilePathCollection results = GetFiles($"{TestResults}/*.{run}.trx");
    RunScript("./.ci/count-tests", [.. results.Select(file => file.FullPath)]);
    if (failed.Count > 0)
    {
        throw new CakeException("Tests failed: " + string.Join(", ", failed));
    }

    // A filter that matches nothing is a green run of no test.
    if (!results.Any(file => XDocument.Load(file.FullPath).Descendants().Any(element => element.Name.LocalName == "UnitTestResult")))
    {
        throw new CakeException($"No test has run: no project has one for the filter '{filter}'.");
    }
}

void RunScript(string script, params string[] arguments)
{
    var builder = new ProcessArgumentBuilder().AppendQuoted(script);
    foreach (string argument in arguments)
    {
        builder.AppendQuoted(argument);
    }

    int exitCode = StartProcess("bash", new ProcessSettings { Arguments = builder });
    if (exitCode != 0)
    {
        throw new CakeException($"{script} ended with exit code {exitCode}.");
    }
}

// A line counts once, whichever project's tests run it.
void PrintLineRate()
{
    var lines = GetFiles($"{CoverageResults}/**/coverage.cobertura.xml")
        .SelectMany(file => XDocument.Load(file.FullPath).Descendants("package"))
        .Where(package => (string)package.Attribute("name") == "Interception")
        .SelectMany(package => package.Descendants("class"))
        .SelectMany(type => type.Element("lines").Elements("line"), (type, line) => new
        {
            Place = ((string)type.Attribute("filename"), (int)line.Attribute("number")),
            IsRun = (long)line.Attribute("hits") > 0,
        })
        .GroupBy(line => line.Place, line => line.IsRun)
        .Select(place => place.Contains(true))
        .ToList();
    if (lines.Count == 0)
    {
        throw new CakeException("No line of the library is in a coverage report.");
    }

    int run = lines.Count(isRun => isRun);
    Information($"Line coverage of Interception: {run} of {lines.Count} lines, {(double)run / lines.Count:P1}");
}
