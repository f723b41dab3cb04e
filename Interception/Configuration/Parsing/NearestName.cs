namespace Interception.Configuration.Parsing;

/// <summary>Finds the known name that a misspelt one was most likely meant to be.</summary>
internal static class NearestName
{
    /// <summary>Longer names are no typing errors, and comparing them would cost their product.</summary>
    private const int MaxCharacters = 200;

    /// <returns>The nearest name; null if in each more than two letters, and more than a third of them, differ.</returns>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = Math.Max(2, name.Length / 3) + 1;
        foreach (string candidate in known)
        {
            if (name.Length > MaxCharacters || candidate.Length > MaxCharacters)
            {
                continue;
            }

            int distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least && distance < Math.Min(name.Length, candidate.Length))
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <remarks>Source: optimal string alignment, the Levenshtein distance with two swapped neighbours counted as one.</remarks>
    private static int Distance(string left, string right)
    {
        int[][] costs = new int[left.Length + 1][];
        for (int row = 0; row <= left.Length; row++)
        {
            costs[row] = new int[right.Length + 1];
            for (int column = 0; column <= right.Length; column++)
            {
                costs[row][column] = Cost(costs, left, right, row, column);
            }
        }

        return costs[left.Length][right.Length];
    }

    private static int Cost(int[][] costs, string left, string right, int row, int column)
    {
        if (row == 0 || column == 0)
        {
            return row + column;
        }

        int replace = costs[row - 1][column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        int cost = Math.Min(replace, Math.Min(costs[row - 1][column], costs[row][column - 1]) + 1);
        bool isSwap = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return isSwap ? Math.Min(cost, costs[row - 2][column - 2] + 1) : cost;
    }
}
