using Interception.Faults.Node.Services;

namespace Interception.Faults.Node.Wire;

/// <summary>One answer that a node has served, as often as it has.</summary>
/// <param name="Reading">The answer, as the caller saw it.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstAt">When it was first served, in ticks of <see cref="System.Diagnostics.Stopwatch"/>, which all processes
/// share.</param>
/// <param name="LastAt">When it was last served.</param>
internal sealed record ServedAnswer(Reading Reading, long Count, long FirstAt, long LastAt);
