using Interception.Lookup;

namespace Interception.Observation;

/// <summary>Watches the calls of a method that is not cached.</summary>
/// <remarks>Thread-safe. Nothing that it does reaches a caller but the time that it takes: no exception, no other result.</remarks>
internal abstract class MethodWatch
{
    /// <summary>Takes note of what a call asks, before the method has it.</summary>
    /// <returns>Null if the call has no key; that is noted, too.</returns>
    public abstract WatchedCall? Begin(object?[] arguments, Caller caller);

    /// <summary>What was learned so far.</summary>
    public abstract MethodObservation Report();
}
