namespace Interception.Faults.Node.Wire;

/// <summary>Calls that are made all at once.</summary>
/// <param name="Callers">How many.</param>
/// <param name="FirstKey">The key of the first.</param>
/// <param name="KeyStep">What the next caller's key is higher by; 0 for all on one key.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="Cancelling">How many of them give up.</param>
/// <param name="CancelAfterMilliseconds">When they do.</param>
/// <param name="Synchronous">Whether each is a thread of its own that calls the synchronous method.</param>
/// <param name="Bare">Whether the clock stops when all calls have ended, before any is written down: for times of the library
/// alone.</param>
internal sealed record BurstPlan(
    int Callers, int FirstKey, int KeyStep = 0, string Tenant = "t0", int Cancelling = 0, int CancelAfterMilliseconds = 0,
    bool Synchronous = false, bool Bare = false);
