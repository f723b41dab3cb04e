using System.Reflection;
using Interception.Composition;
using Interception.Configuration;
using Interception.Keys;
using Interception.Lookup;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interception.Interleavings.Nodes;

/// <summary>What all nodes of all schedules have in common and takes long to make: compiled accessors, codecs and writers.</summary>
internal sealed class Blueprint
{
    public const string Application = "interleavings";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConstructorInfo _constructor;
    private readonly Func<KeySchema, SharedMethod, EntryName> _nameOf;

    private Blueprint(CachedMethod method)
    {
        (Plan, Answers, Keys) = (method.Plan, method.Lane.Answers, method.Table.Schema);
        _constructor = typeof(CachedMethod<>).MakeGenericType(Keys.KeyType).GetConstructors().Single();
        _nameOf = typeof(Blueprint).GetMethod(nameof(ReadName), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(Keys.KeyType)
            .CreateDelegate<Func<KeySchema, SharedMethod, EntryName>>();
        Names = new EntryNames(Settings.NamePrefix, Plan.Name, Application, Plan.Identity, new byte[32], secret: null);
    }

    /// <summary>Nothing runs out by itself but where a scenario moves a clock.</summary>
    public static StoreSettings Settings { get; } =
        new(Application, "cache", Timeout: Hour, LeaseWait: Hour, Secret: null, MaxPayloadBytes: 1_000_000, CompressAboveBytes: 1_000_000);

    public static MethodPolicy Policy { get; } =
        (MethodLayer.Empty with { Expiry = TimeSpan.FromDays(1), Check = CheckMode.EveryHit, RunTimeout = Hour, MaxConcurrentChecks = 4 })
        .ToPolicy(isEnabled: true, concurrency: 4);

    public static CacheMetrics Metrics { get; } = new(null);

    /// <summary>The one there is; made before any schedule begins.</summary>
    public static Blueprint Instance { get; } = Create();

    public MethodPlan Plan { get; }

    public AnswerFactory Answers { get; }

    public EntryNames Names { get; }

    private KeySchema Keys { get; }

    public static EnvelopeSealer NewSealer() => new(secret: null, maxPayloadBytes: 1_000_000, compressAboveBytes: 1_000_000);

    public CachedMethod Open(CacheServices services, RunScopes scopes, SharedMethod shared) => (CachedMethod)_constructor.Invoke(
        [services, new MethodRun(Plan, scopes, services.Clock.Time, services.Logger), Answers, Keys, new MethodRules(Policy), shared]);

    /// <summary>The name of the one call's entry at this moment.</summary>
    public EntryName NameOf(SharedMethod shared) => _nameOf(Keys, shared);

    /// <summary>The services of a node.</summary>
    public static CacheServices NewServices(TimeProvider time, int queueCapacity)
    {
        var clock = new CacheClock(time);
        var checker = new EntryChecker(clock, NullLogger.Instance);
        var queue = new CheckQueue(checker, clock, concurrency: 4, queueCapacity, maxChecksPerSecond: null, NullLogger.Instance);
        return new CacheServices(clock, new MemoryBound(1_000, 1_000_000), queue, checker, Metrics, NullLogger.Instance);
    }

    private static Blueprint Create()
    {
        CacheServices services = NewServices(TimeProvider.System, queueCapacity: 0);
        var nobody = new Cluster(count: 0);
        var store = new SharedStore(
            new NodeConnection(nobody, new MemoryCommands(nobody.Shelf, origin: 0), origin: 0), Settings, NewSealer(), origin: 0, services.Clock,
            Metrics, NullLogger.Instance);
        var registration = new Registration(typeof(ISource), null, 0, new object(), ServiceLifetime.Scoped, typeof(NodeSource));
        var opener = new MethodOpener(services, store, new RunScopes(new NodeSource(nobody.Origin)), []);
        MethodInfo method = typeof(ISource).GetMethod(nameof(ISource.GetAsync))!;
        return new Blueprint(opener.TryOpen(registration, method, Policy, out string? problem) ?? throw new InvalidOperationException(problem));
    }

    private static EntryName ReadName<TKey>(KeySchema schema, SharedMethod shared)
        where TKey : struct, IKey<TKey>
    {
        var source = new KeySource(Node.Arguments, schema, []);
        return shared.NameOf(TKey.Read(ref source));
    }
}
