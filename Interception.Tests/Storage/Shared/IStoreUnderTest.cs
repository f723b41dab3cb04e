using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>A store as its tests see it: the commands, and what they leave behind.</summary>
internal interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>How long an envelope may be to go along with its message.</summary>
    const int InlineBytes = 300;

    /// <summary>Who the messages are from.</summary>
    const ulong Origin = 0xabcdef0123456789;

    IEntryCommands Commands { get; }

    Task<long> NowMicrosecondsAsync();

    Task PutAsync(EntryName name, byte[] bytes, TimeSpan? timeToLive);

    /// <summary>What stands there; empty for nothing.</summary>
    Task<byte[]> FindAsync(EntryName name);

    /// <summary>Null for nothing, or for ever.</summary>
    Task<TimeSpan?> TimeToLiveAsync(EntryName name);

    /// <summary>All messages since the last call.</summary>
    Task<byte[][]> MessagesAsync();
}
