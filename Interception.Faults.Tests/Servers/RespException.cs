namespace Interception.Faults.Tests.Servers;

/// <summary>An error that a server has answered with.</summary>
internal sealed class RespException(string message) : Exception(message);
