namespace Interception.Tests.Architecture;

/// <summary>The repository's source files, read from the working copy that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>The folder that holds Interception.slnx.</summary>
    /// <remarks>From where the tests run, not from the compiler's file path: a deterministic build writes another root into that.</remarks>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The library's files.</summary>
    public static IReadOnlyList<SourceFile> Library { get; } = Read("Interception");

    /// <summary>The files of the library's tests.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = Read("Interception.Tests");

    private static SourceFile[] Read(string project) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => path.Split('/')[1] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Interception.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Interception.slnx is in no folder above '{start}': run the tests from a working copy.");
    }
}
