using System.Text.Json;

namespace Interception.Faults.Tests.Servers;

/// <summary>Finds the program of a local .NET tool.</summary>
internal static class LocalTool
{
    /// <summary>Finds the program of a tool that has been restored.</summary>
    /// <remarks>
    /// A tool stays in the package folder in which it was restored first, also when another one is set since; the SDK notes
    /// which one that is.
    /// </remarks>
    /// <exception cref="InvalidOperationException">It has not been restored, or its files are gone.</exception>
    public static string Find(string name, string version)
    {
        string home = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") is { Length: > 0 } set
            ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string folder = Path.Combine(home, ".dotnet", "toolResolverCache");
        string[] notes = Directory.Exists(folder) ? Directory.GetFiles(folder, name, SearchOption.AllDirectories) : [];
        return notes.SelectMany(Programs).Where(program => program.Version == version).Select(program => program.PathToExecutable)
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"The tool {name} {version} has not been restored: '{folder}' names no program of it that is there. "
                + "Run 'dotnet tool restore' in the repository.");
    }

    private static IEnumerable<Program> Programs(string note) => JsonSerializer.Deserialize<Program[]>(File.ReadAllText(note)) ?? [];

    private sealed record Program(string Version, string PathToExecutable);
}
