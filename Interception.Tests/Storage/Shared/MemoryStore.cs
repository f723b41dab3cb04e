using System.Collections.Concurrent;
using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Storage.Shared;

/// <summary>The rules themselves, under the tests of the commands.</summary>
internal sealed class MemoryStore : IStoreUnderTest
{
    private readonly MemoryCommands.Shelf _shelf;
    private readonly ConcurrentQueue<byte[]> _messages = new();

    public MemoryStore(TimeProvider? clock = null)
    {
        _shelf = new MemoryCommands.Shelf(clock ?? new FakeTimeProvider());
        Commands = new MemoryCommands(_shelf, IStoreUnderTest.Origin, IStoreUnderTest.InlineBytes);
        _shelf.Published += _messages.Enqueue;
    }

    public IEntryCommands Commands { get; }

    public Task<long> NowMicrosecondsAsync() => Task.FromResult(_shelf.NowMicroseconds);

    public Task PutAsync(EntryName name, byte[] bytes, TimeSpan? timeToLive)
    {
        _shelf.Put(name, bytes, timeToLive);
        return Task.CompletedTask;
    }

    public Task<byte[]> FindAsync(EntryName name) => Task.FromResult(_shelf.Find(name) ?? []);

    public Task<TimeSpan?> TimeToLiveAsync(EntryName name) => Task.FromResult(
        _shelf.TimeToLiveMilliseconds(name) is { } left ? TimeSpan.FromMilliseconds(left) : (TimeSpan?)null);

    public Task<byte[][]> MessagesAsync()
    {
        byte[][] messages = [.. _messages];
        _messages.Clear();
        return Task.FromResult(messages);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
