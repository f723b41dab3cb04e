using System.Diagnostics;

namespace Interception.Tests.Support;

/// <summary>This assembly in a process of its own, see <see cref="Program"/>.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs one to its end, and gives back the lines that it printed.</summary>
    /// <param name="timeZone">The local time zone that it has, by its name in the time zone database; Windows takes no notice.</param>
    /// <param name="arguments">The job and what it needs.</param>
    public static async Task<string[]> RunAsync(string timeZone, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["TZ"] = timeZone;
        using var limit = new CancellationTokenSource(Limit);
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string printed = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.That(process.ExitCode, Is.Zero, await errors);
            return printed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            process.Kill(); // Does nothing to one that has ended.
        }
    }
}
