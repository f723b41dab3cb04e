namespace Interception.Storage.Shared;

/// <summary>When whoever asks wants the lease, which is the right to run the method for all nodes.</summary>
internal enum AcquireMode
{
    /// <summary>After a miss: if the store has no live answer and nobody holds the lease.</summary>
    IfMissing,

    /// <summary>For a check: also if the answer was last proven longer ago than the interval.</summary>
    IfDue,

    /// <summary>In any case: a check inside another, a refresh by hand, a wait that took too long.</summary>
    Always,
}
