using Interception.Freshness;
using Interception.Lookup;
using Interception.Refresh;
using Interception.Storage;
using Interception.Storage.Shared;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interception.Interleavings.Nodes;

/// <summary>One node: the library's own objects with one cached method, put together as the container does.</summary>
internal sealed class Node
{
    /// <summary>The one call that all scenarios make.</summary>
    public static readonly object?[] Arguments = [1];

    private static readonly string[] NoVaryBy = [];

    private readonly CacheServices _services;
    private readonly SharedMethod _shared;
    private readonly Anybody _caller;

    public Node(Origin origin, ulong number, IStoreConnection connection, int queueCapacity)
    {
        Blueprint blueprint = Blueprint.Instance;
        Source = new NodeSource(origin);
        Connection = connection;
        _caller = new Anybody(Source);
        _services = Blueprint.NewServices(Time, queueCapacity);
        Store = new SharedStore(connection, Blueprint.Settings, Blueprint.NewSealer(), number, _services.Clock, Blueprint.Metrics, NullLogger.Instance);
        _shared = new SharedMethod(
            Store, blueprint.Names, Blueprint.Settings.FieldOf(nameof(ISource)), blueprint.Plan.Name, blueprint.Answers, NullLogger.Instance);
        Method = blueprint.Open(_services, new RunScopes(Source), _shared);
        Store.Resume(isNewContact: true);
    }

    public ScenarioTime Time { get; } = new();

    public NodeSource Source { get; }

    public SharedStore Store { get; }

    public IStoreConnection Connection { get; }

    public CachedMethod Method { get; }

    public SharedMethod Shared => _shared;

    /// <summary>The name of the one call's entry at this moment.</summary>
    public EntryName Name => Blueprint.Instance.NameOf(_shared);

    /// <summary>The entry in memory; null for none.</summary>
    public Entry? Entry => Method.Table.Entries.SingleOrDefault();

    /// <summary>What the entry in memory says; null for none.</summary>
    public int? Held => (int?)Entry?.Answer.Value;

    /// <summary>What the store says to such a call; null for no answer.</summary>
    public int? FindStored(byte[]? stored) =>
        stored is not null && _shared.TryRestore(Name, stored, out _) is { } found ? (int?)Blueprint.Instance.Answers.ValueOf(found.Answer) : null;

    /// <summary>A call as the proxy makes it.</summary>
    public Task<int> GetAsync() => Method.TryAnswer(Arguments, _caller, out object? answer) ? (Task<int>)answer! : Source.GetAsync(1);

    public ValueTask InvalidateAsync() => Method.InvalidateAsync(Arguments, NoVaryBy);

    /// <summary>As invalidation by method does.</summary>
    public ValueTask InvalidateMethodAsync()
    {
        Method.Table.Clear();
        return Store.InvalidateMethodAsync(_shared.Field);
    }

    public Task<RefreshResult> RefreshAsync() => Method.RefreshAsync(Arguments, NoVaryBy);

    /// <summary>A check as the queue makes it; nothing if there is no entry.</summary>
    public async Task CheckAsync(bool isDemanded = false)
    {
        if (Entry is { } entry)
        {
            await _services.Checker.CheckAsync(Method.Lane, entry, null, isDemanded, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Calls one after the other: what they are served never goes back, nor behind what was invalidated.</summary>
    public async Task CallAsync(int times, int least = 0)
    {
        int last = least;
        for (int i = 0; i < times; i++)
        {
            int number = await GetAsync().ConfigureAwait(false);
            Specification.Assert(number >= last, "A call was served {0} after {1}.", number, last);
            last = number;
        }
    }

    /// <summary>The same by callers who wait for the check of what they are about to be served.</summary>
    public async Task CallWaitingAsync(int times, int least = 0)
    {
        int last = least;
        for (int i = 0; i < times; i++)
        {
            if (Entry is { } entry)
            {
                (entry.WaitAt, entry.NextCheckAt) = (FreshnessPolicy.Always, FreshnessPolicy.Always);
            }

            int number = await GetAsync().ConfigureAwait(false);
            Specification.Assert(number >= last, "A call that waited was served {0} after {1}.", number, last);
            last = number;
        }
    }

    /// <summary>Completes when no check waits or runs.</summary>
    public Task WhenIdleAsync() => _services.Queue.WhenIdleAsync();

    /// <summary>What the cache does when it makes contact: all but the opening, which there is nothing to do for.</summary>
    public async Task ReconnectAsync()
    {
        await new StoreContact(Store, Connection).MakeAsync(CancellationToken.None).ConfigureAwait(false);
        Store.Resume(isNewContact: true);
    }

    /// <summary>What it does then.</summary>
    public Task VerifyAsync() => new StoreVerification(Store).TryRunAsync(CancellationToken.None);

    private sealed class Anybody(ISource source) : Caller
    {
        public override IServiceProvider Services => throw new NotSupportedException("Nothing varies.");

        public override object? FindTarget() => source;
    }
}
