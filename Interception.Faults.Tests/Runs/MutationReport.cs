using Interception.Faults.Node.Wire;

namespace Interception.Faults.Tests.Runs;

/// <summary>What has come of a <see cref="MutationPair"/>.</summary>
/// <param name="Damaged">The calls that found damaged entries.</param>
/// <param name="Healed">The calls after them, on the other node.</param>
/// <param name="Crashes">How many of the nodes are gone.</param>
internal sealed record MutationReport(IReadOnlyList<ShapesReport> Damaged, IReadOnlyList<ShapesReport> Healed, int Crashes);
