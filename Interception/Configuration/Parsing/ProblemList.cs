namespace Interception.Configuration.Parsing;

/// <summary>Collects what is wrong with the settings, each problem with the full path of the setting.</summary>
internal sealed class ProblemList
{
    private readonly List<string> _problems = [];

    /// <summary>How often a problem was added, known already or not: it grows when what was just read has one.</summary>
    public int Count { get; private set; }

    public void Add(string path, string text)
    {
        Count++;
        string problem = $"{path}: {text}";
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    public IReadOnlyList<string> ToArray() => [.. _problems];
}
