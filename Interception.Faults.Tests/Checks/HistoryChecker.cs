using Interception.Faults.Node.Services;
using Interception.Faults.Node.Wire;
using Interception.Faults.Tests.Source;

namespace Interception.Faults.Tests.Checks;

/// <summary>Holds what nodes have served against what the source has returned.</summary>
/// <remarks>
/// An answer is right if the source had returned it, for exactly that key and tenant, before it was served. It may be old: how
/// old is a matter of freshness, not of this checker.
/// </remarks>
internal sealed class HistoryChecker(SourceHistory history)
{
    /// <summary>How many answers have been looked at, counted as often as they were served.</summary>
    public long Checked { get; private set; }

    /// <summary>Looks at what a node has served.</summary>
    /// <returns>A sentence for each wrong answer.</returns>
    public IReadOnlyList<string> FindWrong(string node, IEnumerable<ServedAnswer> answers)
    {
        List<string> wrong = [];
        foreach (ServedAnswer answer in answers)
        {
            Checked += answer.Count;
            if (Judge(answer) is { } fault)
            {
                wrong.Add($"{node} served {answer.Reading} {answer.Count} times: {fault}");
            }
        }

        return wrong;
    }

    private string? Judge(ServedAnswer answer)
    {
        Reading reading = answer.Reading;
        if (history[reading.Key].FirstReturned(reading.Tenant, reading.Version) is not { } returned)
        {
            return "the source never returned that version to that tenant";
        }

        if (answer.FirstAt < returned)
        {
            return "it was served before the source returned it";
        }

        return reading.Canary == history.Canary(reading.Key, reading.Tenant, reading.Version)
            ? null : "the canary is not the source's";
    }
}
