using System.Diagnostics;
using System.Text.Json;
using Interception.Faults.Node.Commands;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Tests.Nodes;

/// <summary>
/// A node: the program of Interception.Faults.Node in a process of its own. It ends with this object, and with this process.
/// </summary>
/// <remarks>Commands are answered one at a time, each within a limit. Thread-safe.</remarks>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private NodeProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public string Name { get; }

    /// <summary>Whether the process is still there: a node that has crashed is not.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts a node and returns when its host has started.</summary>
    public static async Task<NodeProcess> StartAsync(NodeSettings settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(NodeHost).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        var node = new NodeProcess(settings.Name, Process.Start(start)!);
        try
        {
            await node.ExchangeAsync(JsonSerializer.Serialize(settings));
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public Task LoadAsync(LoadPlan plan) => TellAsync(new NodeCommand(NodeVerb.Load, Load: plan));

    public Task HaltAsync() => TellAsync(new NodeCommand(NodeVerb.Halt));

    public Task<WindowReport> MarkAsync() => AskAsync<WindowReport>(new NodeCommand(NodeVerb.Mark));

    public Task<BurstReport> BurstAsync(BurstPlan plan) => AskAsync<BurstReport>(new NodeCommand(NodeVerb.Burst, Burst: plan));

    /// <summary>Calls each key once; -1 stands for a call that failed.</summary>
    public Task<long[]> ProbeAsync(params int[] keys) =>
        AskAsync<long[]>(new NodeCommand(NodeVerb.Probe, Probe: new ProbePlan(keys)));

    public Task InvalidateAsync(params int[] keys) => TellAsync(new NodeCommand(NodeVerb.Invalidate, Probe: new ProbePlan(keys)));

    public Task<ShapesReport> ShapesAsync(ShapesPlan plan) =>
        AskAsync<ShapesReport>(new NodeCommand(NodeVerb.Shapes, Shapes: plan));

    public Task<ServedAnswer[]> AnswersAsync() => AskAsync<ServedAnswer[]>(new NodeCommand(NodeVerb.Answers));

    public Task<NodeStats> StatsAsync() => AskAsync<NodeStats>(new NodeCommand(NodeVerb.Stats));

    /// <summary>Stops the node's host while its load goes on.</summary>
    public Task<StopReport> StopAsync() => AskAsync<StopReport>(new NodeCommand(NodeVerb.Stop));

    public Task IdleAsync() => TellAsync(new NodeCommand(NodeVerb.Idle));

    /// <summary>Ends the node as it ends with the rig, and tells its exit code.</summary>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
        _turn.Dispose();
    }

    private Task TellAsync(NodeCommand command) => ExchangeAsync(JsonSerializer.Serialize(command));

    private async Task<T> AskAsync<T>(NodeCommand command) =>
        (await ExchangeAsync(JsonSerializer.Serialize(command))).Body.Deserialize<T>()
            ?? throw new InvalidOperationException($"Node '{Name}' has answered '{command.Verb}' with nothing.");

    private async Task<NodeReply> ExchangeAsync(string line)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
            string? answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerLimit);
            NodeReply reply = answer is null
                ? throw new InvalidOperationException($"Node '{Name}' has ended: {await _errors}")
                : JsonSerializer.Deserialize<NodeReply>(answer)!;
            return reply.Error is null ? reply : throw new InvalidOperationException($"Node '{Name}': {reply.Error}");
        }
        finally
        {
            _turn.Release();
        }
    }
}
