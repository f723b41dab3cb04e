namespace Interception.Storage.Shared;

/// <summary>What the store says to a node that wants to run a method.</summary>
internal enum AcquireOutcome
{
    /// <summary>Run it; the reply holds the run's token.</summary>
    Granted,

    /// <summary>Another node is running it, or has failed at it a moment ago.</summary>
    Busy,

    /// <summary>The answer that the node knows was proven within the interval.</summary>
    Fresh,

    /// <summary>The store has a newer answer than the node knows; the reply holds it.</summary>
    Newer,

    /// <summary>The answer that the node knows was invalidated.</summary>
    Invalidated,
}
