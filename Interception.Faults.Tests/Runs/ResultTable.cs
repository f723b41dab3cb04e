using System.Diagnostics;
using System.Globalization;

namespace Interception.Faults.Tests.Runs;

/// <summary>The file that every run adds its row to: artifacts/faults/results.md.</summary>
internal static class ResultTable
{
    private static readonly string FilePath = Path.Combine(RepositoryRoot.Path, "artifacts", "faults", "results.md");

    private static readonly Lock Gate = new();
    private static bool _hasBegun;

    /// <summary>Adds a row; the first begins a table that says when, where and with what the runs were made.</summary>
    public static void Add(string line)
    {
        lock (Gate)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                Begin();
            }

            File.AppendAllText(FilePath, line + Environment.NewLine);
        }
    }

    private static void Begin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.AppendAllText(FilePath, string.Create(CultureInfo.InvariantCulture, $"""

            ## {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, {RunSize.Current.Name} size

            {Environment.ProcessorCount} cores, {Environment.OSVersion},
            .NET {Environment.Version}, {Describe("redis-server", "--version")},
            Garnet {Servers.GarnetServer.Version}, StackExchange.Redis {ClientVersion()}

            | row | statement | figures | bound | verdict |
            |---|---|---|---|---|

            """));
    }

    private static string Describe(string program, string argument)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true })!;
        string[] words = process.StandardOutput.ReadToEnd().Split(' ');
        string? version = words.FirstOrDefault(word => word.StartsWith("v=", StringComparison.Ordinal))?[2..];
        return $"Redis {version ?? "of unknown version"}";
    }

    private static string ClientVersion()
    {
        string library = Path.Combine(AppContext.BaseDirectory, "StackExchange.Redis.dll");
        return File.Exists(library)
            ? FileVersionInfo.GetVersionInfo(library).ProductVersion ?? "of unknown version" : "not there";
    }
}
