using System.Diagnostics;
using System.Globalization;

namespace Interception.Faults.Tests.Servers;

/// <summary>A program on a leash: it ends when it is disposed of, and also when this process ends in whatever way.</summary>
/// <remarks>
/// A shell between the two holds the leash: it waits for its standard input to close, which the system does for any process that
/// ends, and then kills the one program it has started, by its id.
/// </remarks>
internal sealed class ChildProgram : IDisposable
{
    private const string Leash = """
        "$@" </dev/null >"$RIG_OUTPUT" 2>&1 &
        child=$!
        echo $child
        cat >/dev/null
        kill -KILL $child 2>/dev/null
        wait $child 2>/dev/null
        """;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly Process _shell;

    private ChildProgram(Process shell, int id, string outputPath)
    {
        _shell = shell;
        Id = id;
        OutputPath = outputPath;
    }

    /// <summary>The program's process id.</summary>
    public int Id { get; }

    /// <summary>The file that holds what the program has written.</summary>
    public string OutputPath { get; }

    /// <summary>Starts a program; what it writes goes into a file of the folder.</summary>
    public static ChildProgram Start(string folder, string program, params string[] arguments)
    {
        string output = Path.Combine(folder, $"{Path.GetFileName(program)}.{Guid.NewGuid():N}.log");
        var start = new ProcessStartInfo("/bin/sh", ["-c", Leash, "leash", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["RIG_OUTPUT"] = output;
        Process shell = Process.Start(start)!;
        int id = int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        return new ChildProgram(shell, id, output);
    }

    /// <summary>Stops the program where it stands, as a hung machine would.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Kills the program, without a chance to say goodbye, and returns when it is gone.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        if (!_shell.WaitForExit(EndLimit))
        {
            throw new InvalidOperationException(
                $"The program with id {Id} could not be ended within {EndLimit}: end it by hand.");
        }

        _shell.Dispose();
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
