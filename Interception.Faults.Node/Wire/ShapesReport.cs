namespace Interception.Faults.Node.Wire;

/// <summary>What came out of a <see cref="ShapesPlan"/>.</summary>
/// <param name="Calls">How many calls were made.</param>
/// <param name="Runs">How many of them made the method run on this node.</param>
/// <param name="Wrong">Answers that are not what the method returns.</param>
/// <param name="Exceptions">The types of the exceptions that reached the caller.</param>
internal sealed record ShapesReport(int Calls, int Runs, string[] Wrong, string[] Exceptions);
