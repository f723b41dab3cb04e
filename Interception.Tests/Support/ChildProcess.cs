using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Interception.Tests.Support;

/// <summary>Runs a method in a process of its own, for what could end the process or needs another runtime.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The host of the runtime that these tests run on.</summary>
    private static string Host => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Runs it to its end.</summary>
    /// <param name="method">A public static method that writes to the console.</param>
    /// <param name="off">The runtime's switches to turn off before it begins.</param>
    public static Task<(int ExitCode, string[] Lines, string Error)> RunAsync(Action method, params string[] off) =>
        RunAsync(method, new Dictionary<string, string>(), off);

    /// <summary>Runs it to its end.</summary>
    /// <param name="method">A public static method that writes to the console.</param>
    /// <param name="environment">Environment variables that it has besides.</param>
    /// <param name="off">The runtime's switches to turn off before it begins.</param>
    public static async Task<(int ExitCode, string[] Lines, string Error)> RunAsync(
        Action method, IReadOnlyDictionary<string, string> environment, params string[] off)
    {
        string[] arguments =
        [
            "exec", typeof(ChildProgram).Assembly.Location, method.Method.DeclaringType!.FullName!, method.Method.Name, .. off,
        ];
        var start = new ProcessStartInfo(Host, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), await error);
        }
        finally
        {
            process.Kill(); // One that has ended is left alone.
        }
    }
}
