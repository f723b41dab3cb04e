using System.Text.RegularExpressions;

namespace Interception.Tests.Failures;

/// <summary>One known way in which a cache like this goes wrong.</summary>
/// <param name="Section">What it is about.</param>
/// <param name="Id">What the tests' property Failure says.</param>
/// <param name="Failure">What goes wrong elsewhere, or went wrong once.</param>
/// <param name="Instead">What this library does.</param>
/// <param name="Note">Why no tagged test proves it, or what does besides; empty where the tagged tests say it all.</param>
internal sealed partial record FailureRow(string Section, string Id, string Failure, string Instead, string Note)
{
    private const string Header = "| row | what goes wrong | what happens instead | note |";

    /// <summary>Whether something else than a tagged test speaks for the row.</summary>
    public bool IsExplained => Note.StartsWith("does not apply: ", StringComparison.Ordinal) || Note.StartsWith("other proof: ", StringComparison.Ordinal);

    public bool IsOpen => Note.StartsWith("open: ", StringComparison.Ordinal);

    /// <summary>Reads a section: a title, and a table of rows.</summary>
    /// <exception cref="FormatException">It is not written that way.</exception>
    public static IReadOnlyList<FailureRow> Read(string file, string text)
    {
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0)];
        if (lines.Length < 3 || !lines[0].StartsWith("# ", StringComparison.Ordinal) || lines[1] != Header)
        {
            throw new FormatException($"{file} does not begin with a title and the line '{Header}'.");
        }

        return [.. lines.Skip(3).Select(line => Read(file, lines[0][2..], line))];
    }

    private static FailureRow Read(string file, string section, string line)
    {
        string[] cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
        if (cells is not [var id, { Length: > 0 } failure, { Length: > 0 } instead, var note] || !Ids.IsMatch(id))
        {
            throw new FormatException($"{file}: '{line}' is no row of four cells that begins with a letter and a number.");
        }

        return new FailureRow(section, id, failure, instead, note);
    }

    [GeneratedRegex("^[A-Z][0-9]+$")]
    private static partial Regex Ids { get; }
}
