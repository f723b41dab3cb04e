using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Listings.Nodes;

/// <summary>A program that is a Redis or speaks like one, and how it is started.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FileName">The file to start.</param>
/// <param name="Folder">The folder to start it in: a tool is found from where its manifest is.</param>
/// <param name="FirstArguments">What comes before the server's own arguments.</param>
/// <param name="ServerArguments">The server's arguments but for the port: nothing on disk, the loopback only.</param>
public sealed partial record ServerProgram(
    string Name, string FileName, string Folder, IReadOnlyList<string> FirstArguments, IReadOnlyList<string> ServerArguments)
{
    private const string Redis = "redis-server";
    private const string Garnet = "garnet-server";

    /// <summary>Finds redis-server on the search path, or else garnet-server among the tools of the repository.</summary>
    /// <param name="searchPath">The folders of programs, as the variable PATH has them.</param>
    /// <param name="folder">Where the search for a tool manifest begins; it goes on upwards.</param>
    /// <exception cref="InvalidOperationException">There is neither; the message says what to install.</exception>
    public static ServerProgram Find(string? searchPath, string folder)
    {
        if (FindOnPath(searchPath, Redis) is { } redis)
        {
            return new ServerProgram(
                Redis, redis, Path.GetTempPath(), [], ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port"]);
        }

        if (FindToolHome(folder) is { } home && FindOnPath(searchPath, "dotnet") is { } dotnet)
        {
            return new ServerProgram(
                Garnet,
                dotnet,
                home,
                ["tool", "run", Garnet, "--"],
                ["--lua", "true", "--bind", "127.0.0.1", "--port"]);
        }

        throw new InvalidOperationException(
            $"There is no '{Redis}' in the folders of PATH, and no .config/dotnet-tools.json with '{Garnet}' from "
            + $"'{folder}' upwards. Install Redis (apt-get install {Redis}, brew install redis), "
            + "or run 'dotnet tool restore' in the repository.");
    }

    /// <summary>The arguments that start it.</summary>
    public IReadOnlyList<string> Arguments(string port) => [.. FirstArguments, .. ServerArguments, port];

    /// <summary>Asks it for its version.</summary>
    public async Task<string> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(FileName, [.. FirstArguments, "--version"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Folder,
        };
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return VersionIn(text);
    }

    /// <summary>Finds the version in what a program says about itself.</summary>
    public static string VersionIn(string text) =>
        Version().Match(text) is { Success: true } found ? found.Value : "of unknown version";

    private static string? FindOnPath(string? searchPath, string program)
    {
        string name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static string? FindToolHome(string folder)
    {
        for (DirectoryInfo? place = new(folder); place is not null; place = place.Parent)
        {
            string manifest = Path.Combine(place.FullName, ".config", "dotnet-tools.json");
            if (File.Exists(manifest) && File.ReadAllText(manifest).Contains($"\"{Garnet}\"", StringComparison.Ordinal))
            {
                return place.FullName;
            }
        }

        return null;
    }

    [GeneratedRegex(@"[0-9]+\.[0-9]+\.[0-9]+")]
    private static partial Regex Version();
}
