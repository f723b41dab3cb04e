using Interception.Tests.Support;

namespace Interception.Tests.Keys;

/// <summary>Several processes, each of its own culture, time zone and hash seed, that fill their sets and maps in different orders.</summary>
[TestFixture, Property("Row", "R10")]
internal sealed class ProcessTests
{
    private static readonly (string Culture, string TimeZone, string Offset)[] Nodes =
    [
        ("tr-TR", "Etc/GMT-12", "12:00:00"), ("ar-SA", "Etc/GMT+12", "-12:00:00"), ("de-DE", "Etc/UTC", "00:00:00"),
    ];

    private string[][] _printed = [];

    [OneTimeSetUp]
    public async Task RunEach() => _printed = await Task.WhenAll(Nodes.Select((node, seed) => RunAsync(node.Culture, node.TimeZone, seed)));

    [Test]
    [Property("Failure", "S1"), Property("Failure", "S2"), Property("Failure", "S5")]
    [Property("Failure", "K5"), Property("Failure", "K6"), Property("Failure", "K7")]
    public void Encode_InEachProcess_WritesTheSameBytes()
    {
        IReadOnlyList<string> expected = EncodedSamples.Lines(seed: Nodes.Length);

        foreach (string[] printed in _printed)
        {
            Assert.That(printed.Where(line => line[0] != EncodedSamples.Witness), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Encode_InEachProcess_IsDoneInItsOwnSurroundings()
    {
        string[][] witnesses = [.. _printed.Select(lines => lines.Single(line => line[0] == EncodedSamples.Witness).Split(' '))];

        Assert.That(witnesses.Select(words => words[1]), Is.EqualTo(Nodes.Select(node => node.Culture)));
        Assert.That(witnesses.Select(words => words[3]).Distinct().Count(), Is.GreaterThan(1), "one half in each culture");
        Assert.That(witnesses.Select(words => words[5]), Is.Unique, "the order of a hash set");
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(witnesses.Select(words => words[2]), Is.EqualTo(Nodes.Select(node => node.Offset)));
        }
    }

    // Three seeds of 63 random bits: whoever knows the hashes of one process knows nothing of another's.
    [Test, Property("Failure", "K12")]
    public void Hash_OfOneKey_DiffersFromProcessToProcess() =>
        Assert.That(_printed.Select(lines => lines[0].Split(' ')[4]).Distinct().Count(), Is.GreaterThan(1));

    private static async Task<string[]> RunAsync(string culture, string timeZone, int seed)
    {
        (int exitCode, string[] lines, string error) = await ChildProcess.RunAsync(EncodedSamples.Print, new Dictionary<string, string>
        {
            ["TZ"] = timeZone, [EncodedSamples.CultureVariable] = culture, [EncodedSamples.SeedVariable] = $"{seed}",
        });
        Assert.That(exitCode, Is.Zero, error);
        return lines;
    }
}
