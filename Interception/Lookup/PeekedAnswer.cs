using Interception.Storage;

namespace Interception.Lookup;

/// <summary>An answer that somebody looked at without using it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="ProvenAt">When the run that last proved it began, in clock ticks.</param>
/// <param name="IsBeingChecked">Whether a check is queued or running in this process.</param>
internal sealed record PeekedAnswer(Answer Answer, long ProvenAt, bool IsBeingChecked);
