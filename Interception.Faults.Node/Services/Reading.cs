namespace Interception.Faults.Node.Services;

/// <summary>What the source returned for one key and tenant at one moment.</summary>
/// <param name="Key">The key that was asked for.</param>
/// <param name="Tenant">The tenant that asked.</param>
/// <param name="Version">Rises with each change of the key.</param>
/// <param name="Canary">A text that follows from the others and that only the source can make: no half-read answer has the right
/// one.</param>
internal sealed record Reading(int Key, string Tenant, long Version, string Canary);
