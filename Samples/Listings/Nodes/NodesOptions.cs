using System.Globalization;

namespace Listings.Nodes;

/// <summary>What a run of several nodes was asked for.</summary>
/// <param name="Nodes">How many instances share the Redis, 2 to 8; 3 unless told.</param>
/// <param name="Duration">How long they are looked at, 5 to 300 seconds; 20 seconds unless told.</param>
/// <param name="Others">The other arguments; the instances get them.</param>
public sealed record NodesOptions(int Nodes, TimeSpan Duration, IReadOnlyList<string> Others)
{
    /// <summary>The argument that starts such a run instead of the page; the number of nodes may follow it.</summary>
    public const string Switch = "--nodes";

    /// <summary>The argument that the seconds follow.</summary>
    public const string SecondsSwitch = "--seconds";

    private const int DefaultNodes = 3;
    private const int DefaultSeconds = 20;

    /// <summary>Redis is killed when two fifths of the time are over.</summary>
    public TimeSpan OutageStart => Duration * 0.4;

    /// <summary>Redis is gone for a fifth of the time.</summary>
    public TimeSpan OutageLength => Duration * 0.2;

    /// <summary>What is only compared with is looked at for less long.</summary>
    public TimeSpan BaselineDuration => Duration * 0.4;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">A number is missing or out of its bounds.</exception>
    public static NodesOptions Parse(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        (int nodes, int seconds) = (DefaultNodes, DefaultSeconds);
        var others = new List<string>();
        for (int i = 0; i < args.Count; i++)
        {
            string? next = i + 1 < args.Count && !args[i + 1].StartsWith('-') ? args[i + 1] : null;
            if (args[i] == Switch)
            {
                nodes = next is null ? DefaultNodes : Number(Switch, args[++i], 2, 8);
            }
            else if (args[i] == SecondsSwitch)
            {
                seconds = Number(SecondsSwitch, next ?? "", 5, 300);
                i++;
            }
            else
            {
                others.Add(args[i]);
            }
        }

        return new NodesOptions(nodes, TimeSpan.FromSeconds(seconds), others);
    }

    private static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new ArgumentException(
                $"'{name}' is '{text}'. Give it a whole number from {least} to {most}, like {name} {least}.");
}
