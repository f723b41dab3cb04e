using System.Globalization;
using System.Text;

namespace Interception.Tests.Failures;

/// <summary>Every known failure with what proves that it does not happen here.</summary>
internal sealed class FailureTable(IReadOnlyList<FailureRow> rows, ILookup<string, string> proofs)
{
    /// <summary>What is missing in it, in words.</summary>
    public IEnumerable<string> FindProblems()
    {
        foreach (IGrouping<string, FailureRow> same in rows.GroupBy(row => row.Id).Where(same => same.Count() > 1))
        {
            yield return $"{same.Key} stands there {same.Count()} times.";
        }

        HashSet<string> known = [.. rows.Select(row => row.Id)];
        foreach (IGrouping<string, string> unknown in proofs.Where(proof => !known.Contains(proof.Key)))
        {
            yield return $"{string.Join(", ", unknown)} is tagged with '{unknown.Key}', which is no row.";
        }

        foreach (FailureRow row in rows)
        {
            if (row.IsOpen)
            {
                yield return $"{row.Id} is open: {row.Note["open: ".Length..]}";
            }
            else if (!proofs.Contains(row.Id) && !row.IsExplained)
            {
                yield return $"{row.Id} is proven by nothing: tag a test with [Property(\"Failure\", \"{row.Id}\")], or say why there is none.";
            }
            else if (proofs[row.Id].Contains(""))
            {
                yield return $"{row.Id} is tagged on something that is no test method.";
            }
        }
    }

    /// <summary>The table, section by section.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"""
                # Known failures, and what proves that they don't happen here

                {rows.Count} rows: {rows.Count(row => proofs.Contains(row.Id))} proven by tagged tests, {rows.Count(row => !proofs.Contains(row.Id) && row.IsExplained)} explained, {rows.Count(row => row.IsOpen)} open.
                """);
            foreach (IGrouping<string, FailureRow> section in rows.GroupBy(row => row.Section))
            {
                text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {section.Key}").AppendLine();
                text.AppendLine("| row | what goes wrong | what happens instead | proven by |").AppendLine("|---|---|---|---|");
                foreach (FailureRow row in section)
                {
                    string proof = string.Join("; ", proofs[row.Id].Append(row.Note).Where(one => one.Length > 0));
                    text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Failure} | {row.Instead} | {proof} |");
                }
            }

            return text.ToString();
        }
    }
}
