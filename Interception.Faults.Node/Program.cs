using System.Text.Json;
using Interception.Faults.Node.Commands;
using Interception.Faults.Node.Wire;

// A node of the rig: the real library in a process of its own. Standard input carries settings and commands, standard output
// replies, a line of JSON each. When the input ends, so does the node: it never outlives the rig.
string? first = await Console.In.ReadLineAsync();
NodeSettings settings = JsonSerializer.Deserialize<NodeSettings>(first ?? "null")
    ?? throw new InvalidOperationException("The first line on standard input must be the node's settings.");

await using NodeHost node = await NodeHost.StartAsync(settings);
await new CommandLoop(node, Console.In, Console.Out).RunAsync();
