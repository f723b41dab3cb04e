namespace Interception.Faults.Tests.Runs;

/// <summary>One fault of a schedule.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Node">The node, or its proxy, that it befalls, where it is one's.</param>
/// <param name="Key">The key that it befalls, where it is one's.</param>
/// <param name="Before">How long to wait before it begins.</param>
/// <param name="HoldsFor">How long it holds, while the next may begin, where it is no matter of a moment.</param>
internal sealed record FaultStep(ScheduledFault Fault, int Node, int Key, TimeSpan Before, TimeSpan HoldsFor);
