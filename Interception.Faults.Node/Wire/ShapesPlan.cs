namespace Interception.Faults.Node.Wire;

/// <summary>Calls of every method of <c>IShapes</c>, each with some numbers.</summary>
/// <param name="From">The first number.</param>
/// <param name="Count">How many numbers.</param>
/// <param name="Text">The text that goes with each.</param>
internal sealed record ShapesPlan(int From, int Count, string Text);
