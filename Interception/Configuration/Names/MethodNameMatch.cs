namespace Interception.Configuration.Names;

/// <summary>What a name in configuration stands for.</summary>
internal sealed record MethodNameMatch
{
    /// <summary>The methods that the name stands for; with <see cref="Problem"/> those that it may have meant.</summary>
    public IReadOnlyList<CandidateMethod> Methods { get; init; } = [];

    /// <summary>The more exact name wins: a parameter list counts more than a full type name.</summary>
    public int Exactness { get; init; }

    /// <summary>A method that the name would stand for if its case did not count, besides those that it does; null for none.</summary>
    public CandidateMethod? Twin { get; init; }

    /// <summary>What is wrong with the name, or <see langword="null"/>.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the problem is that no such method exists, which is fine where the method is optional.</summary>
    public bool IsMissing { get; init; }

    public static MethodNameMatch Missing(string problem) => new() { Problem = problem, IsMissing = true };
}
