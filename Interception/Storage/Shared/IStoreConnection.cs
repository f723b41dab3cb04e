namespace Interception.Storage.Shared;

/// <summary>The way to the store's servers, as far as it is not about single entries.</summary>
/// <remarks>Thread-safe. All but the properties may throw and may take long; whoever calls bounds and absorbs.</remarks>
internal interface IStoreConnection : IAsyncDisposable
{
    /// <summary>Whether there is a connection at this moment, working or not.</summary>
    bool IsConnected { get; }

    /// <summary>Whether commands may block their thread; false where the connection's own settings could make that long.</summary>
    bool CanBlock { get; }

    /// <summary>
    /// Whether commands end within about twice the timeout by themselves, so that nobody need watch over each. Then a wait can't be cancelled
    /// either, but is as short.
    /// </summary>
    bool BoundsItsWaits { get; }

    /// <summary>What can be done with entries. Only once <see cref="OpenAsync"/> has succeeded.</summary>
    IEntryCommands Entries { get; }

    /// <summary>The channel to the other nodes' ears, and back.</summary>
    /// <param name="listener">Is told about messages of other nodes and about lost connections; may be called on any thread.</param>
    ValueTask OpenAsync(IStoreListener listener);

    /// <summary>Asks the store for its clock: microseconds since 1970. It is the sign of life, too.</summary>
    ValueTask<long> ReadClockAsync();

    /// <summary>The generations of all methods that have one.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> ReadGenerationsAsync();

    /// <summary>Makes a method's generation newer than it is and than a known one, and tells the other nodes.</summary>
    /// <returns>The new generation.</returns>
    ValueTask<long> RaiseGenerationAsync(string field, long known);

    /// <summary>Whether an exception is the store's own answer ("no memory", "read only", "wrong type"), so that the connection works.</summary>
    bool IsRefusal(Exception exception);
}
