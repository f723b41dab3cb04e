namespace Interception.Storage.Shared;

/// <summary>One attempt to make contact with the store, with all that must be settled before it is used.</summary>
/// <remarks>One at a time. Throws whatever stands against it.</remarks>
internal sealed class StoreContact(SharedStore store, IStoreConnection connection)
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(5);

    private Task? _opening;

    /// <summary>Asks for a sign of life, brings generations up to date, and tells the store what it could not be told before.</summary>
    public async Task MakeAsync(CancellationToken stop)
    {
        // An attempt that takes too long goes on; beginning another beside it would leave a connection over.
        _opening = _opening is null or { IsFaulted: true } or { IsCanceled: true } ? connection.OpenAsync(store).AsTask() : _opening;
        await _opening.WaitAsync(LongestOpening, store.CacheClock.Time, stop).ConfigureAwait(false);

        if (!connection.IsConnected)
        {
            throw new InvalidOperationException("There is no connection.");
        }

        store.Clock.Set(await InTime(connection.ReadClockAsync(), stop).ConfigureAwait(false));
        IReadOnlyDictionary<string, long> generations = await InTime(connection.ReadGenerationsAsync(), stop).ConfigureAwait(false);
        foreach ((string field, long generation) in generations)
        {
            store.Raise(field, generation);
        }

        // A store that has lost generations (evicted, restarted empty) gets them back before old names could count again.
        foreach ((string field, long known) in store.Generations.All)
        {
            if (generations.GetValueOrDefault(field) < known)
            {
                store.Raise(field, await InTime(connection.RaiseGenerationAsync(field, known), stop).ConfigureAwait(false));
            }
        }

        await TellPendingAsync(stop).ConfigureAwait(false);
    }

    private async Task TellPendingAsync(CancellationToken stop)
    {
        ((EntryName Name, TimeSpan TimeToLive)[] calls, string[] methods) = store.Pending.Take();
        int told = 0;
        try
        {
            foreach (string field in methods)
            {
                store.Raise(field, await InTime(connection.RaiseGenerationAsync(field, store.Generations.Of(field)), stop).ConfigureAwait(false));
            }

            methods = [];
            for (; told < calls.Length; told++)
            {
                await InTime(connection.Entries.InvalidateAsync(calls[told].Name, calls[told].TimeToLive), stop).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            Array.ForEach(methods, store.Pending.Add);
            foreach ((EntryName name, TimeSpan timeToLive) in calls.AsSpan(told))
            {
                store.Pending.Add(name, timeToLive, field: string.Empty);
            }

            throw;
        }
    }

    private Task InTime(ValueTask command, CancellationToken stop) =>
        command.AsTask().WaitAsync(store.Settings.Timeout, store.CacheClock.Time, stop);

    private Task<T> InTime<T>(ValueTask<T> command, CancellationToken stop) =>
        command.AsTask().WaitAsync(store.Settings.Timeout, store.CacheClock.Time, stop);
}
