namespace Interception.Tests.Calls;

internal sealed class ShapeException(string message) : Exception(message);
