namespace Interception.Tests.Architecture;

/// <summary>One source file, as the rules see it: where it stands, and its code without comments and literals.</summary>
internal sealed class SourceFile(string path, string text)
{
    /// <summary>Relative to the repository's root, with forward slashes: <c>Interception/Keys/CacheKey.cs</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The lines without comments and without what stands in quotes; line n of the file has index n - 1.</summary>
    public IReadOnlyList<string> Code { get; } = CodeText.WithoutCommentsAndLiterals(text).TrimEnd('\n').Split('\n');

    /// <summary>The top folder: the project.</summary>
    public string Project => Path.Split('/')[0];

    /// <summary>The folder within the project, <c>Storage/Redis</c>, or the empty string.</summary>
    public string Folder => string.Join('/', Path.Split('/')[1..^1]);

    /// <summary>The stage that the file belongs to, or the empty string for a file of the project's own folder.</summary>
    public string Stage => Folder.Split('/')[0];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The lines of code that satisfy a condition, as breaches with one reason.</summary>
    public IEnumerable<Breach> LinesWhere(Func<string, bool> condition, string reason) =>
        Code.Select((line, index) => (line, index)).Where(place => condition(place.line)).Select(place => At(place.index, reason));

    public Breach At(int index, string reason) => new(Path, index + 1, reason);
}
