using System.Collections.Concurrent;
using Interception.Storage.Shared;

namespace Interception.Tests.Support;

/// <summary>One node's way to a <see cref="FakeServer"/>: it counts, and fails, hangs or is deaf when it is told to.</summary>
internal sealed class FakeConnection(FakeServer server, ulong origin) : IStoreConnection, IEntryCommands
{
    private readonly MemoryCommands _entries = new(server.Shelf, origin);
    private readonly ConcurrentQueue<(string Command, bool IsBlocking)> _calls = new();
    private volatile IStoreListener? _listener;

    /// <summary>What a store answers that does not want to.</summary>
    internal sealed class RefusedException() : Exception("OOM");

    public bool IsConnected { get; set; } = true;

    public bool CanBlock { get; set; } = true;

    public bool BoundsItsWaits => false;

    /// <summary>Whether messages of other nodes get lost on their way.</summary>
    public bool IsDeaf { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>How often the connection was given up for another.</summary>
    public int Resets { get; private set; }

    public ValueTask ResetAsync()
    {
        Resets++;
        return ValueTask.CompletedTask;
    }

    /// <summary>Is asked before each command, by its name: it may throw; what it returns is waited for.</summary>
    public Func<string, Task?>? Before { get; set; }

    /// <summary>Is told of each command that was carried out, before its answer arrives.</summary>
    public Action<string>? After { get; set; }

    /// <summary>What becomes of the replies to acquire on their way.</summary>
    public Func<AcquireReply, AcquireReply>? Damage { get; set; }

    /// <summary>And of those to commit.</summary>
    public Func<CommitReply, CommitReply>? DamageCommit { get; set; }

    /// <summary>And of those that are one number, by the command's name: clock, raise and restore.</summary>
    public Func<string, long, long>? DamageNumber { get; set; }

    public IEntryCommands Entries => this;

    /// <summary>The entry that was last asked about.</summary>
    public EntryName? LastName { get; private set; }

    /// <summary>All commands about entries since the last look, in order.</summary>
    public string[] TakeCalls() => [.. TakeAllCalls().Where(command => command is not ("clock" or "generations" or "raise"))];

    /// <summary>The same with those about the store as a whole.</summary>
    public string[] TakeAllCalls()
    {
        var taken = new List<string>();
        while (_calls.TryDequeue(out (string Command, bool IsBlocking) call))
        {
            taken.Add(call.IsBlocking ? $"{call.Command} blocking" : call.Command);
        }

        return [.. taken];
    }

    public async ValueTask OpenAsync(IStoreListener listener)
    {
        await PassAsync("open");
        if (_listener is null)
        {
            _listener = listener;
            server.Shelf.Published += Hear;
        }
    }

    public ValueTask<long> ReadClockAsync() => RunNumberAsync("clock", () => server.Shelf.NowMicroseconds);

    public ValueTask<IReadOnlyDictionary<string, long>> ReadGenerationsAsync() =>
        RunAsync("generations", () => ValueTask.FromResult(server.Generations));

    public ValueTask<long> RaiseGenerationAsync(string field, long known) =>
        RunNumberAsync("raise", () => server.RaiseGeneration(field, known, origin));

    public ValueTask<long> RestoreGenerationAsync(string field, long known) =>
        RunNumberAsync("restore", () => server.RestoreGeneration(field, known));

    public bool IsRefusal(Exception exception) => exception is RefusedException;

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(EntryName name, bool blocking) =>
        RunAsync("read", () => _entries.ReadAsync(name, blocking), blocking);

    public ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(EntryName name) => RunAsync("header", () => _entries.ReadHeaderAsync(name));

    public ValueTask<AcquireReply> AcquireAsync(EntryName name, AcquireRequest request, bool blocking)
    {
        LastName = name;
        return RunAsync("acquire", AcquireAsync, blocking);

        async ValueTask<AcquireReply> AcquireAsync()
        {
            AcquireReply reply = await _entries.AcquireAsync(name, request, blocking);
            return Damage?.Invoke(reply) ?? reply;
        }
    }

    public ValueTask<CommitReply> CommitAsync(EntryName name, CommitRequest request) => RunAsync("commit", async () =>
    {
        CommitReply reply = await _entries.CommitAsync(name, request);
        return DamageCommit?.Invoke(reply) ?? reply;
    });

    public ValueTask<TouchOutcome> TouchAsync(EntryName name, TouchRequest request) =>
        RunAsync("touch", () => _entries.TouchAsync(name, request));

    public async ValueTask BackOffAsync(EntryName name, long token, TimeSpan pause) => await RunAsync("backoff", async () =>
    {
        await _entries.BackOffAsync(name, token, pause);
        return true;
    });

    public ValueTask<long> InvalidateAsync(EntryName name, TimeSpan timeToLive) =>
        RunAsync("invalidate", () => _entries.InvalidateAsync(name, timeToLive));

    /// <summary>The connection is lost, or has come back.</summary>
    public void Lose(string reason) => _listener!.Lose(reason);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        server.Shelf.Published -= Hear;
        return ValueTask.CompletedTask;
    }

    private ValueTask<long> RunNumberAsync(string command, Func<long> run) =>
        RunAsync(command, () => ValueTask.FromResult(DamageNumber is { } damage ? damage(command, run()) : run()));

    private async ValueTask<T> RunAsync<T>(string command, Func<ValueTask<T>> run, bool isBlocking = false)
    {
        _calls.Enqueue((command, isBlocking));
        await PassAsync(command);
        T answer = await run();
        After?.Invoke(command);
        return answer;
    }

    private async ValueTask PassAsync(string command)
    {
        if (Before?.Invoke(command) is { } wait)
        {
            await wait;
        }
    }

    private void Hear(byte[] message)
    {
        if (!IsDeaf)
        {
            _listener?.Receive(message);
        }
    }
}
