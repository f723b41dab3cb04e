namespace Interception.Storage.Shared;

/// <summary>What a method's policy says about its answers, as far as the shared store needs to know.</summary>
internal interface IEntrySchedule
{
    /// <summary>How long an answer counts after the run that last proved it began.</summary>
    TimeSpan Expiry { get; }

    /// <summary>How long a run may take.</summary>
    TimeSpan RunTimeout { get; }

    /// <summary>For how long a run claims its key among all nodes.</summary>
    TimeSpan Lease { get; }

    /// <summary>When an answer that a run has proven is checked next, in clock ticks.</summary>
    long NextCheckAt(RunStamp stamp);
}
