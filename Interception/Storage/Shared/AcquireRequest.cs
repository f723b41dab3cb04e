namespace Interception.Storage.Shared;

/// <summary>Asks for the right to run a method for one key.</summary>
/// <param name="Known">The content version that the node holds; 0 for none.</param>
/// <param name="Mode">When the lease is wanted.</param>
/// <param name="Interval">How old a proof must be before another run is due. Only for <see cref="AcquireMode.IfDue"/>.</param>
/// <param name="Lease">For how long the node claims the run: as long as runs usually take, some times over.</param>
/// <param name="Expiry">How old a proof may be for the answer to count at all.</param>
/// <param name="Hits">How often the answer was asked for on the node since it said so last; 0 to the most that a header holds.</param>
internal readonly record struct AcquireRequest(long Known, AcquireMode Mode, TimeSpan Interval, TimeSpan Lease, TimeSpan Expiry, long Hits = 0);
