using Interception.Tests.Architecture;

namespace Interception.Tests.Failures;

/// <summary>No known failure is without proof. The rows stand in the sections beside this file.</summary>
[TestFixture]
internal sealed class FailureTableTests
{
    /// <summary>Where the table is written to, if anywhere.</summary>
    private const string TableVariable = "INTERCEPTION_FAILURES_TABLE";

    private static readonly string[] TestProjects = ["Interception.Tests", "Interception.Faults.Tests"];

    [Test]
    public void Rows_AreAllProvenOrExplained()
    {
        FailureTable table = Read();
        if (Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, table.Text);
        }

        Assert.That(table.FindProblems(), Is.Empty);
    }

    [TestCase("| C1 | a | b | |", "", "C1 is proven by nothing")]
    [TestCase("| C1 | a | b | open: no time |", "", "C1 is open: no time")]
    [TestCase("| C1 | a | b | |\n| C1 | a | b | |", "C1", "C1 stands there 2 times.")]
    [TestCase("| C1 | a | b | |", "C1 C2", "Some.Works is tagged with 'C2', which is no row.")]
    [TestCase("| C1 | a | b | |", "C1", null)]
    [TestCase("| C1 | a | b | does not apply: there is none. |", "", null)]
    [TestCase("| C1 | a | b | other proof: the scenario swaps. |", "", null)]
    public void FindProblems_NamesTheRow(string rows, string tags, string? problem)
    {
        string tagged = string.Concat(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Tag));
        var table = new FailureTable(
            FailureRow.Read("X.md", $"# X\n\n| row | what goes wrong | what happens instead | note |\n|---|---|---|---|\n{rows}\n"),
            FailureProofs.Find([("Some.cs", tagged)]));

        Assert.That(table.FindProblems().FirstOrDefault(), problem is null ? Is.Null : Does.StartWith(problem));
    }

    [Test]
    public void FindProblems_TagOnNoMethod_IsOne()
    {
        var table = new FailureTable([new FailureRow("X", "C1", "a", "b", "")], FailureProofs.Find([("Some.cs", Tag("C1").Split('\n')[0])]));

        Assert.That(table.FindProblems(), Is.EqualTo((string[])["C1 is tagged on something that is no test method."]));
    }

    [Test]
    public void Text_HasTheRowsWithTheirProofs()
    {
        var table = new FailureTable(
            [new FailureRow("Keys", "K1", "Two calls share a key.", "They don't.", "also: a benchmark"), new FailureRow("Keys", "K2", "a", "b", "open: c")],
            FailureProofs.Find([("Some.cs", Tag("K1"))]));

        Assert.That(table.Text, Does.Contain("2 rows: 1 proven by tagged tests, 0 explained, 1 open."));
        Assert.That(table.Text, Does.Contain("| K1 | Two calls share a key. | They don't. | Some.Works; also: a benchmark |"));
    }

    [TestCase("no title")]
    [TestCase("# X\n\n| row | what | instead | note |\n|---|---|---|---|\n")]
    [TestCase("# X\n\n| row | what goes wrong | what happens instead | note |\n|---|---|---|---|\n| C1 | a | b |\n")]
    [TestCase("# X\n\n| row | what goes wrong | what happens instead | note |\n|---|---|---|---|\n| one | a | b | |\n")]
    public void Read_AnythingElse_IsRefused(string text) =>
        Assert.That(() => FailureRow.Read("X.md", text), Throws.TypeOf<FormatException>().With.Message.StartsWith("X.md"));

    private static string Tag(string row) => $"    [Test, {"Property"}(\"Failure\", \"{row}\")]\n    public async Task Works()\n";

    private static FailureTable Read() => new(
        [
            .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "Interception.Tests", "Failures"), "*.md").Order(StringComparer.Ordinal)
                .SelectMany(file => FailureRow.Read(Path.GetFileName(file), File.ReadAllText(file))),
        ],
        FailureProofs.Find(
            from project in TestProjects
            from file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, project), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            select (file, File.ReadAllText(file))));
}
