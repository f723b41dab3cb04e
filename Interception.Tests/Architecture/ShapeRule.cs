using System.Text.RegularExpressions;

namespace Interception.Tests.Architecture;

/// <summary>What every file looks like from outside: short, in the namespace of its folder, and internal unless it is the public surface.</summary>
internal static partial class ShapeRule
{
    /// <summary>The most lines a file of the library may have.</summary>
    public const int LongestFileLines = 200;

    public static IEnumerable<Breach> CheckLength(SourceFile file) =>
        file.Code.Count <= LongestFileLines
            ? []
            : [file.At(LongestFileLines, $"the file has {file.Code.Count} lines, {LongestFileLines} at most: give a part of its job to another type.")];

    public static IEnumerable<Breach> CheckNamespace(SourceFile file)
    {
        string expected = file.Folder.Length == 0 ? file.Project : $"{file.Project}.{file.Folder.Replace('/', '.')}";
        (Match match, int index)[] namespaces =
        [
            .. file.Code.Select((line, index) => (match: Namespace().Match(line), index)).Where(place => place.match.Success),
        ];
        if (namespaces.Length == 0 && !file.Code.Any(line => TypeDeclaration().IsMatch(line)))
        {
            return []; // assembly attributes and the like
        }

        return namespaces.Length == 0
            ? [file.At(0, $"the file has no namespace; it should be '{expected};'.")]
            : namespaces
                .Where(place => place.match.Groups["name"].Value != expected || !place.match.Groups["scoped"].Success)
                .Select(place => file.At(place.index, $"the namespace should be '{expected};', after the folder and without braces."));
    }

    public static IEnumerable<Breach> CheckVisibility(SourceFile file) =>
        file.Stage.Length == 0
            ? []
            : file.LinesWhere(
                line => PublicType().IsMatch(line),
                "a stage has no public types: make it internal, or move it to Interception itself and approve the new surface.");

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*(?<scoped>;)?")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*([a-z]+\s+)*(class|struct|record|interface|enum|delegate)\s+\w")]
    private static partial Regex TypeDeclaration();

    // Types of a file-scoped namespace start at the margin; a public type nested in an internal one is out of reach anyway.
    [GeneratedRegex(@"^public\s+([a-z]+\s+)*(class|struct|record|interface|enum|delegate)\b")]
    private static partial Regex PublicType();
}
