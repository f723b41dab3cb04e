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
    public void Readme_Configuration_IsReadWithoutProblems()
    {
        string json = Snippet("json");
        var reader = new PolicyReader(
            [PolicySource.From(Readings.Root("{" + json + "}"))],
            [new CandidateMethod(typeof(ICityListing), typeof(ICityListing).GetMethod(nameof(ICityListing.GetPageAsync))!)],
            ["culture"]);

        PolicyReading reading = reader.Read();

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Snapshot.Policies.All.Values.Single().Check, Is.EqualTo(CheckMode.EveryHit));
    }

    [Test]
    public void Readme_Code_IsWhatTheSampleDoes()
    {
        string sample = File.ReadAllText(Path.Combine(SourceTree.Root, "Samples/Listings/ListingsApp.cs"));

        string[] lines = [.. Snippet("csharp").Split('\n').Select(line => line.Split("//")[0].Trim()).Where(line => line.Length > 0)];

        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines, Is.All.Matches((string? line) => sample.Contains(line!, StringComparison.Ordinal)));
    }

    private static string Snippet(string language) =>
        Regex.Match(Readme, $"```{language}\n(?<code>.*?)```", RegexOptions.Singleline).Groups["code"].Value;

    private static IEnumerable<string> NamesOf<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| [^|]+ \| ", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    internal interface ICityListing
    {
        Task<int> GetPageAsync(int page);
    }
}
