using Interception.Storage;

namespace Interception.Lookup;

/// <summary>What is known of a call's answer.</summary>
/// <param name="KeyDigest">Stands for the call; null if its arguments make no key.</param>
/// <param name="Entry">What stands in memory, if it is live.</param>
/// <param name="Stored">What stands in the shared store, if nothing live stands in memory.</param>
internal sealed record ExplainedAnswer(string? KeyDigest, Entry? Entry, PeekedAnswer? Stored);
