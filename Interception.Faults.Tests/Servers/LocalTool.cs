using System.Text.Json;

namespace Interception.Faults.Tests.Servers;

/// <summary>Finds the program of a local .NET tool.</summary>
internal static class LocalTool
{
    /// <summary>Finds the program of a tool that has been restored.</summary>
    /// <remarks>
    /// A tool stays in the package folder in which it was restored first, also when another one is set since: the SDK notes which one that is.
    /// Where there are no notes it is looked for in the usual folders.
    /// </remarks>
    /// <exception cref="InvalidOperationException">It has not been restored, or its files are gone.</exception>
    public static string Find(string name, string version)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string?[] sdkFolders = [Environment.GetEnvironmentVariable("DOTNET_CLI_HOME"), home];
        string?[] packageFolders = [Environment.GetEnvironmentVariable("NUGET_PACKAGES"), Path.Combine(home, ".nuget", "packages")];
        string[] places =
        [
            .. Set(sdkFolders).Select(folder => Path.Combine(folder, ".dotnet", "toolResolverCache")),
            .. Set(packageFolders).Select(folder => Path.Combine(folder, name, version, "tools")),
        ];
        return places.Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).OrderDescending())
            .SelectMany(file => ProgramsIn(file, name, version))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"The tool {name} {version} was looked for in {string.Join(", ", places.Select(place => $"'{place}'"))} and is not there. "
                + "Run 'dotnet tool restore' in the repository.");
    }

    private static IEnumerable<string> Set(IEnumerable<string?> folders) => folders.OfType<string>().Where(folder => folder.Length > 0);

    /// <summary>The program itself, or the programs that a note of the SDK names.</summary>
    private static IEnumerable<string> ProgramsIn(string file, string name, string version) =>
        Path.GetFileName(file) == name ? Read(file).Where(note => note.Version == version).Select(note => note.PathToExecutable)
        : string.Equals(Path.GetFileName(file), $"{name.Replace("-", "", StringComparison.Ordinal)}.dll", StringComparison.OrdinalIgnoreCase) ? [file]
        : [];

    private static Note[] Read(string file) => JsonSerializer.Deserialize<Note[]>(File.ReadAllText(file)) ?? [];

    /// <summary>What the SDK writes down about a tool that it has restored.</summary>
    private sealed record Note(string Version, string PathToExecutable);
}
