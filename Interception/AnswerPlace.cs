namespace Interception;

/// <summary>Where the cached answer of a call stands.</summary>
public enum AnswerPlace
{
    /// <summary>Nowhere: the next call waits for a run.</summary>
    None,

    /// <summary>In this process's memory.</summary>
    Memory,

    /// <summary>In Redis only: the next call reads it from there.</summary>
    Redis,
}
