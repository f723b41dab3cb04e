namespace Interception.Benchmarks.Subjects;

/// <summary>The shapes in which <see cref="ICities"/> is called: what a call returns, and whether it takes anything.</summary>
public enum CallShape
{
    /// <summary>Two arguments; the answer itself.</summary>
    Sync,

    /// <summary>Two arguments; a task of the answer.</summary>
    Task,

    /// <summary>Two arguments; a value task of the answer.</summary>
    ValueTask,

    /// <summary>No argument; the answer itself.</summary>
    NoArgument,
}
