namespace Interception.Faults.Tests.Source;

/// <summary>A call that reached the source.</summary>
/// <param name="Tenant">Who asked.</param>
/// <param name="Version">The version that it was answered with.</param>
/// <param name="At">When it came, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal sealed record SourceCall(string Tenant, long Version, long At);
