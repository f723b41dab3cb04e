using Interception.Freshness;

namespace Interception.Storage.Shared;

/// <summary>An answer that another node has left in the store, ready to be kept in memory.</summary>
/// <param name="Answer">The answer, in this process's own objects.</param>
/// <param name="Version">The version of its content.</param>
/// <param name="Stamp">The run that last proved it, in this process's time.</param>
/// <param name="Evidence">What all nodes' checks have told of it.</param>
/// <param name="IsProvenAhead">Whether that time was in the future, so that only the store can say whether the answer is live.</param>
internal readonly record struct StoredAnswer(Answer Answer, long Version, RunStamp Stamp, Evidence Evidence, bool IsProvenAhead);
