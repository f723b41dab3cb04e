namespace Interception.Storage.Shared;

/// <summary>One attempt to make contact with the store, with all that must be settled before it is used.</summary>
/// <remarks>One at a time. Throws whatever stands against it.</remarks>
internal sealed class StoreContact(SharedStore store, IStoreConnection connection)
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(5);

    /// <summary>So many attempts in a row without an answer.</summary>
    private const int SilencesToReset = 5;

    /// <summary>So many refused invalidations end an attempt to tell them.</summary>
    private const int MostRefusals = 16;

    private Task? _opening;
    private int _round;
    private int _silences;

    /// <summary>Asks for a sign of life, brings generations up to date, and tells the store what it could not be told before.</summary>
    /// <remarks>
    /// A connection that stays silent for several attempts is given up: a stream in which bytes were lost can keep a client waiting for
    /// the rest of a reply for ever, while bytes come and go, and no keep-alive notices that.
    /// </remarks>
    public async Task MakeAsync(CancellationToken stop)
    {
        try
        {
            await MakeOnceAsync(stop).ConfigureAwait(false);
            _silences = 0;
        }
        catch (TimeoutException) when (++_silences >= SilencesToReset)
        {
            _silences = 0;
            _opening = _opening is { IsCompleted: true } ? null : _opening; // One that is still on its way ends by itself, or by the reset.
            await connection.ResetAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task MakeOnceAsync(CancellationToken stop)
    {
        // An attempt that takes too long goes on; beginning another beside it would leave a connection over.
        _opening = _opening is null or { IsFaulted: true } or { IsCanceled: true } ? connection.OpenAsync(store).AsTask() : _opening;
        await _opening.WaitAsync(LongestOpening, store.CacheClock.Time, stop).ConfigureAwait(false);

        if (!connection.IsConnected)
        {
            throw new InvalidOperationException("There is no connection.");
        }

        if (!await TryReadClockAsync(stop).ConfigureAwait(false))
        {
            // It has jumped if it says so twice. If not, several servers answer, whose clocks differ: then that of the commands counts.
            await TryReadClockAsync(stop).ConfigureAwait(false);
        }

        IReadOnlyDictionary<string, long> generations = await InTime(connection.ReadGenerationsAsync(), stop).ConfigureAwait(false);
        foreach ((string field, long generation) in generations)
        {
            store.TryRaise(field, generation);
        }

        // A store that has lost generations (evicted, restarted empty) gets them back before old names could count again.
        foreach ((string field, long known) in store.Generations.All)
        {
            if (generations.GetValueOrDefault(field) < known)
            {
                store.TryRaise(field, await InTime(connection.RestoreGenerationAsync(field, known), stop).ConfigureAwait(false));
            }
        }

        await TellPendingAsync(stop).ConfigureAwait(false);
    }

    private async Task<bool> TryReadClockAsync(CancellationToken stop) =>
        store.Clock.TrySet(await InTime(connection.ReadClockAsync(), stop).ConfigureAwait(false));

    /// <remarks>
    /// What the store refuses stays pending, and what it is about stays unread there. After some refusals the rest waits for another
    /// attempt, which begins elsewhere in the row.
    /// </remarks>
    private async Task TellPendingAsync(CancellationToken stop)
    {
        (PendingInvalidation[] calls, string[] methods) = store.Pending.All;
        int refused = 0;
        foreach (string field in methods)
        {
            if (await TryTellAsync(connection.RaiseGenerationAsync(field, store.Generations.Of(field)), stop).ConfigureAwait(false) is { } generation
                && store.TryRaise(field, generation))
            {
                store.Pending.Remove(field);
            }
        }

        for (int i = 0; i < calls.Length && refused < MostRefusals; i++)
        {
            PendingInvalidation call = calls[(i + _round) % calls.Length];
            if (await TryTellAsync(connection.Entries.InvalidateAsync(call.Name, call.TimeToLive), stop).ConfigureAwait(false) is { } version)
            {
                store.Invalidate(call.Name.Digest, version);
                store.Pending.Remove(call);
            }
            else
            {
                refused++;
            }
        }

        _round = (_round + refused) & int.MaxValue;
    }

    private async Task<long?> TryTellAsync(ValueTask<long> command, CancellationToken stop)
    {
        try
        {
            return await InTime(command, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (connection.IsRefusal(exception))
        {
            return null;
        }
    }

    private Task<T> InTime<T>(ValueTask<T> command, CancellationToken stop) =>
        command.AsTask().InTimeAsync(store.Settings.Timeout, store.CacheClock.Time, stop);
}
