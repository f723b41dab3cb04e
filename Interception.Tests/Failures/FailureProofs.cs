using System.Text.RegularExpressions;

namespace Interception.Tests.Failures;

/// <summary>The tests that are tagged with rows, read from the sources: those of the rigs stand in another assembly.</summary>
internal static partial class FailureProofs
{
    /// <summary>Finds them.</summary>
    /// <param name="sources">The files by path.</param>
    /// <returns>The tests' names by row.</returns>
    public static ILookup<string, string> Find(IEnumerable<(string Path, string Text)> sources) => sources
        .SelectMany(source => Find(source.Path, source.Text))
        .ToLookup(proof => proof.Row, proof => proof.Test);

    private static IEnumerable<(string Row, string Test)> Find(string path, string text)
    {
        string type = Path.GetFileNameWithoutExtension(path);
        foreach (Match tag in Tags.Matches(text))
        {
            Match method = Methods.Match(text, tag.Index);
            yield return (tag.Groups["row"].Value, method.Success ? $"{type}.{method.Groups["name"].Value}" : "");
        }
    }

    [GeneratedRegex("""Property\("Failure", "(?<row>[^"]*)"\)""")]
    private static partial Regex Tags { get; }

    [GeneratedRegex("""^ +public (static )?(async )?(void|Task|int|bool|string|[A-Za-z<>\[\]?]+) (?<name>\w+)\(""", RegexOptions.Multiline)]
    private static partial Regex Methods { get; }
}
