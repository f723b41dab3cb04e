namespace Interception.Configuration;

/// <summary>What was read: a snapshot that can be used in any case, and what is wrong with the settings.</summary>
/// <param name="Snapshot">Settings with problems have their defaults here, and methods with problems no policy.</param>
/// <param name="Problems">One text each; empty if all is well.</param>
internal sealed record PolicyReading(PolicySnapshot Snapshot, IReadOnlyList<string> Problems);
