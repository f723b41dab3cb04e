namespace Interception.Configuration.Parsing;

/// <summary>Collects what is wrong with the settings, each problem with the full path of the setting.</summary>
internal sealed class ProblemList
{
    private readonly List<string> _problems = [];

    /// <summary>How often a problem was added. A caller sees by it whether what it just read has one, known already or not.</summary>
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
