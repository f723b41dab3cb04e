namespace Interception.Storage.Shared;

/// <summary>What a command puts under a name.</summary>
/// <param name="Bytes">The whole of what stands there then.</param>
/// <param name="TimeToLiveMilliseconds">For how long; <see langword="null"/> leaves that as it was.</param>
internal readonly record struct EntryWrite(byte[] Bytes, long? TimeToLiveMilliseconds);
