namespace Interception.Tests.Calls;

internal sealed record Line(Point From, Point To, IReadOnlyList<string> Tags);
