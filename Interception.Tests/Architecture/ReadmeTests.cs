using System.Reflection;
using System.Text.RegularExpressions;
using Interception.Configuration;
using Interception.Tests.Configuration;

namespace Interception.Tests.Architecture;

/// <summary>What the README shows is what there is.</summary>
[TestFixture]
internal sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    private static readonly IEnumerable<string> Settings =
    [
        .. NamesOf<MethodOptions>(), .. NamesOf<RefreshOptions>().Select(name => $"Refresh:{name}"),
        .. NamesOf<MemoryOptions>().Select(name => $"Memory:{name}"),
        .. NamesOf<RedisOptions>().Select(name => $"Redis:{name}"),
        nameof(InterceptionOptions.Enabled), nameof(InterceptionOptions.Strict), nameof(InterceptionOptions.Application),
    ];

    [TestCaseSource(nameof(Settings))]
    public void Readme_Setting_HasItsRow(string setting) => Assert.That(Readme, Does.Contain($"\n| `{setting}` | "));

    [Test]
    public void Readme_SettingRows_NameNothingElse() =>
        Assert.That(SettingRow().Matches(Readme).Select(row => row.Groups["name"].Value), Is.EquivalentTo(Settings));

    [Test]
    public void Readme_Configurations_AreReadWithoutProblems()
    {
        PolicyReading[] readings = [.. Snippets("json").Select(Read)];

        Assert.That(readings.SelectMany(reading => reading.Problems), Is.Empty);
        Assert.That(readings.Select(reading => reading.Snapshot.Redis?.Configuration), Is.EqualTo(new[] { null, "localhost:6379" }));
        Assert.That(
            readings.Select(reading => reading.Snapshot.Policies.All.Values.Single().Check), Is.All.EqualTo(CheckMode.EveryHit));
    }

    [Test]
    public void Readme_Code_IsWhatTheSampleDoes()
    {
        string sample = File.ReadAllText(Path.Combine(SourceTree.Root, "Samples/Listings/ListingsApp.cs"));

        string[] lines = [.. Snippets("csharp").Single().Split('\n').Select(line => line.Split("//")[0].Trim()).Where(line => line.Length > 0)];

        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines, Is.All.Matches((string? line) => sample.Contains(line!, StringComparison.Ordinal)));
    }

    private static PolicyReading Read(string json)
    {
        var reader = new PolicyReader(
            [PolicySource.From(Readings.Root("{" + json + "}"))],
            [new CandidateMethod(typeof(ICityListing), typeof(ICityListing).GetMethod(nameof(ICityListing.GetPageAsync))!)],
            ["culture"]);
        return reader.Read();
    }

    private static IEnumerable<string> Snippets(string language) =>
        Regex.Matches(Readme, $"```{language}\n(?<code>.*?)```", RegexOptions.Singleline).Select(match => match.Groups["code"].Value);

    private static IEnumerable<string> NamesOf<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| [^|]+ \| ", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    internal interface ICityListing
    {
        Task<int> GetPageAsync(int page);
    }
}
