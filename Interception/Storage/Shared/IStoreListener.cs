namespace Interception.Storage.Shared;

/// <summary>Hears what happens to the connection. Never throws, never blocks.</summary>
internal interface IStoreListener
{
    /// <summary>A message of another node, or of this one.</summary>
    void Receive(ReadOnlyMemory<byte> message);

    /// <summary>A connection was lost or has come back: messages may have been missed.</summary>
    void Lose(string reason);
}
