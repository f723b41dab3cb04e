namespace Interception.Tests.Calls;

internal readonly record struct Point(int X, int Y);
