namespace Interception;

/// <summary>Whether callers share one result object or each get their own.</summary>
public enum ResultHandling
{
    /// <summary>What is provably immutable is shared, lists of such behind a read-only view; of all else each caller gets a copy.</summary>
    Auto,

    /// <summary>All callers share one object; whoever configures this promises that nobody changes it.</summary>
    Share,

    /// <summary>Each caller gets a copy of its own.</summary>
    Copy,
}
