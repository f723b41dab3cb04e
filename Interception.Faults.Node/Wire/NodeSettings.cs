namespace Interception.Faults.Node.Wire;

/// <summary>What a node is told when it starts, as the first line on its standard input.</summary>
/// <param name="Name">What the rig calls it.</param>
/// <param name="SourcePort">Where on the loopback the source of all readings listens.</param>
/// <param name="Configuration">The node's configuration, as flat keys: <c>Interception:Application</c>.</param>
/// <param name="Canaries">Texts that must appear in no log line, metric tag or trace.</param>
internal sealed record NodeSettings(
    string Name, int SourcePort, Dictionary<string, string?> Configuration, string[] Canaries);
