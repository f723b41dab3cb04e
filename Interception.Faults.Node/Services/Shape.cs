namespace Interception.Faults.Node.Services;

/// <summary>A result with results in it.</summary>
internal sealed record Shape(string Name, int? Size, Reading Inner, IReadOnlyList<Reading> Others);
