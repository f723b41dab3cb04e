namespace Interception.Storage;

/// <summary>Which run an answer comes from, and when that run began.</summary>
/// <param name="Version">
/// Orders the runs of one key: the higher began later. Drawn from the shared store where there is one, so that it orders the runs of all nodes.
/// </param>
/// <param name="Number">Orders the runs of this process, whatever the key; 0 for a run of another node.</param>
/// <param name="StartedAt">When it began, in clock ticks.</param>
internal readonly record struct RunStamp(long Version, long Number, long StartedAt);
