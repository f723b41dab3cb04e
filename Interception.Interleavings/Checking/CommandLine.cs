using System.Globalization;

namespace Interception.Interleavings.Checking;

/// <summary>What the program was asked to do.</summary>
/// <param name="Iterations">How many schedules of each scenario.</param>
/// <param name="Seed">Where the choice of schedules begins.</param>
/// <param name="ScenarioName">The only scenario to run; null for all.</param>
/// <param name="TraceFile">The one schedule to run, as a run before has written it down; null for new ones.</param>
/// <param name="ResultFile">Where the results go, as test results; null for nowhere.</param>
internal sealed record CommandLine(uint Iterations, uint Seed, string? ScenarioName, string? TraceFile, string? ResultFile)
{
    public const string Usage = "Usage: [--iterations N] [--seed N] [--scenario NAME [--trace FILE]] [--trx FILE]";

    private const uint DefaultIterations = 1_000;

    /// <summary>Reads the arguments.</summary>
    /// <returns>Null if they can't be read; the problem says why.</returns>
    public static CommandLine? TryParse(string[] arguments, out string? problem)
    {
        problem = null;
        var read = new CommandLine(DefaultIterations, (uint)Environment.TickCount, null, null, null);
        for (int i = 0; i < arguments.Length && problem is null; i += 2)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            (read, problem) = With(read, arguments[i], value);
        }

        if (problem is null && read is { TraceFile: not null, ScenarioName: null })
        {
            problem = "'--trace' is the schedule of one scenario; name that with '--scenario'.";
        }

        return problem is null ? read : null;
    }

    private static (CommandLine Read, string? Problem) With(CommandLine read, string name, string? value)
    {
        bool isNumber = uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out uint number);
        return name switch
        {
            _ when value is null => (read, $"'{name}' has no value; write one after it."),
            "--iterations" or "--seed" when !isNumber => (read, $"'{name}' is '{value}', which is no whole number; write one like 1000."),
            "--iterations" => (read with { Iterations = number }, null),
            "--seed" => (read with { Seed = number }, null),
            "--scenario" => (read with { ScenarioName = value }, null),
            "--trace" => (read with { TraceFile = value, Iterations = 1 }, null),
            "--trx" => (read with { ResultFile = value }, null),
            _ => (read, $"'{name}' is no argument of this program."),
        };
    }
}
