using System.Text.Json.Nodes;

namespace Interception.Faults.Node.Wire;

/// <summary>One line from a node to the rig: the answer to a command, or why it could not be carried out.</summary>
internal sealed record NodeReply(JsonNode? Body, string? Error);
