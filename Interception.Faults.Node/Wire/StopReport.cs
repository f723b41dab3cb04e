namespace Interception.Faults.Node.Wire;

/// <summary>What became of a node's host when it was stopped.</summary>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Errors">The lines logged as errors since the start; the first of them, if there are many.</param>
internal sealed record StopReport(double Milliseconds, string[] Errors);
