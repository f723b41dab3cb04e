namespace Interception;

/// <summary>The cache can't start as configured. The message lists every problem with its cure.</summary>
public sealed class InterceptionException : Exception
{
    /// <summary>Creates an exception without problems.</summary>
    public InterceptionException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    public InterceptionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and a cause.</summary>
    public InterceptionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal InterceptionException(IReadOnlyList<string> problems)
        : base(Describe(problems)) => Problems = problems;

    /// <summary>The problems, one text each.</summary>
    public IReadOnlyList<string> Problems { get; } = [];

    internal static string Describe(IReadOnlyList<string> problems) =>
        $"The method cache has {problems.Count} problem(s); with \"Interception:Strict\": false they are logged, the methods left uncached and a faulty Redis unused."
        + Environment.NewLine + string.Join(Environment.NewLine, problems.Select(problem => "  - " + problem));
}
