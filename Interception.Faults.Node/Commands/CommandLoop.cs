using System.Text.Json;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Commands;

/// <summary>Reads commands, a line each, and answers each with a line, until the input ends.</summary>
internal sealed class CommandLoop(NodeHost node, TextReader input, TextWriter output)
{
    public async Task RunAsync()
    {
        await using var commands = new CommandHandler(node);
        await WriteAsync(new NodeReply(null, null));
        while (await input.ReadLineAsync() is { } line)
        {
            await WriteAsync(await AnswerAsync(commands, line));
        }
    }

    private static async Task<NodeReply> AnswerAsync(CommandHandler commands, string line)
    {
        try
        {
            object? body = await commands.HandleAsync(JsonSerializer.Deserialize<NodeCommand>(line)!);
            return new NodeReply(JsonSerializer.SerializeToNode(body), null);
        }
        catch (Exception exception)
        {
            return new NodeReply(null, exception.ToString());
        }
    }

    private async Task WriteAsync(NodeReply reply)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(reply));
        await output.FlushAsync();
    }
}
