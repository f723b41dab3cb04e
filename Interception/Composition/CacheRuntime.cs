using System.Diagnostics.CodeAnalysis;
using Interception.Calls;
using Interception.Configuration;
using Interception.Lookup;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Shared;
using Interception.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Composition;

/// <summary>The cache of one container: built when the host starts or the first decorated service is resolved, whichever is first.</summary>
/// <remarks>Thread-safe.</remarks>
[SuppressMessage("Usage", "CA2213", Justification = "Runs that have not ended look at it; it holds no handles.")]
internal sealed class CacheRuntime : IDisposable, IAsyncDisposable
{
    private readonly PolicyBook _book;
    private readonly CacheServices _services;
    private readonly ILogger _logger;
    private readonly Dictionary<Registration, DecoratedService> _decorated;
    private readonly Lock _following = new();
    private readonly CancellationTokenSource _end = new();
    private int _reported;

    /// <summary>Builds everything. What is wrong goes into <see cref="Problems"/>, never into an exception.</summary>
    public CacheRuntime(DecorationRegistry registry, IServiceScopeFactory scopes, IServiceProvider root)
    {
        var problems = new List<string>(registry.Problems);
        var surroundings = Surroundings.Resolve(root, registry, problems);
        _logger = new QuietLogger(surroundings.Loggers.CreateLogger("Interception"));

        CandidateMethod[] candidates = [.. registry.Registrations.Select(one => one.ServiceType)
            .Concat(registry.Refused.Select(one => one.ServiceType)).Distinct()
            .SelectMany(type => ServiceMethods.Of(type).Select(method => new CandidateMethod(type, method)))];
        var reader = new PolicyReader(registry.Sources, candidates, [.. surroundings.VaryBys.Select(one => one.Name)]);
        _book = new PolicyBook(reader, new QuietLogger(surroundings.Loggers.CreateLogger<PolicyBook>()));
        problems.AddRange(_book.Problems);

        PolicySnapshot settings = _book.Current;
        _services = CreateServices(settings, surroundings);
        Store = SharedStoreBuilder.TryBuild(settings, root, _services.Clock, _services.Metrics, _logger, problems);
        var opener = new MethodOpener(_services, Store, scopes, surroundings.VaryBys);
        _decorated = ServiceOpening.OpenAll(registry.Registrations, settings, opener, problems, _logger.LateProblem);
        problems.AddRange(registry.Undecorated.Select(one => _decorated[one]).Where(one => one.IsNamed).Select(one => one.DescribeNeeded()));
        problems.AddRange(registry.Refused.SelectMany(one => one.FindProblems(settings)));
        problems.AddRange(LateRegistrations.FindProblems(registry, settings));
        problems.AddRange(StartupAudit.FindMisplaced(registry));
        Problems = [.. problems.Distinct()];
        _book.Changed += (_, _) => Follow();
        Follow(); // What changed while all this was built.
        _services.Metrics.ObserveStaleShare(new Reporter(this).StaleShares);
        Store?.Start();
    }

    /// <summary>What is wrong with registrations and settings, one text each with its cure.</summary>
    public IReadOnlyList<string> Problems { get; }

    public PolicySnapshot Settings => _book.Current;

    public CheckQueue Queue => _services.Queue;

    public CacheServices Services => _services;

    /// <summary>What the nodes share; null if this process is alone.</summary>
    public SharedStore? Store { get; }

    public IEnumerable<DecoratedService> Decorated => _decorated.Values;

    /// <summary>Creates the proxy of a decorated service, or hands out the service itself where there can be none.</summary>
    public static object CreateProxy(IServiceProvider services, DecorationRegistry registry, Registration registration)
    {
        if (registry.MustStayUndecorated(registration))
        {
            return registration.ResolveOriginal(services);
        }

        CacheRuntime runtime = services.GetRequiredService<CacheRuntime>();
        runtime.Report();
        return runtime._decorated[registration].Proxy?.Create(services) ?? registration.ResolveOriginal(services);
    }

    /// <summary>Logs, once, the problems, which a strict host has thrown before, and the cached methods that look as if they should not be cached so.</summary>
    public void Report()
    {
        if (Volatile.Read(ref _reported) != 0 || Interlocked.Exchange(ref _reported, 1) != 0)
        {
            return;
        }

        if (Problems.Count > 0)
        {
            _logger.StartupProblems(InterceptionException.Describe(Problems));
        }

        DoubtfulMethods.Log(Decorated, _logger);
    }

    /// <summary>The decorated registrations of a service and key, in order: the container resolves the last.</summary>
    public IEnumerable<DecoratedService> FindAll(Type serviceType, object? serviceKey) =>
        _decorated.Values.Where(one => one.Registration.ServiceType == serviceType && Equals(one.Registration.ServiceKey, serviceKey))
            .OrderBy(one => one.Registration.Ordinal);

    public void Dispose() => Detached.Observe(DisposeAsync().AsTask());

    public async ValueTask DisposeAsync()
    {
        _book.Dispose();
        _services.Queue.Dispose();

        // Off this thread: what the methods hung on their tokens may take long, or fail.
        Detached.Observe(_end.CancelAsync());
        if (Store is not null)
        {
            await Store.DisposeAsync().ConfigureAwait(false);
        }

        _services.Metrics.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Dispose ends them all.")]
    private CacheServices CreateServices(PolicySnapshot settings, Surroundings surroundings)
    {
        var clock = new CacheClock(surroundings.Time);
        var bound = new MemoryBound(settings.Memory.MaxEntries, settings.Memory.MaxBytes);
        var metrics = new CacheMetrics(surroundings.Meters);
        var checker = new EntryChecker(clock, _logger);
        var queue = new CheckQueue(
            checker, clock, settings.Refresh.Concurrency, settings.Refresh.QueueCapacity, settings.Refresh.MaxChecksPerSecond, _logger);
        metrics.Observe(() => queue.Length, () => bound.Count, () => bound.Bytes);
        return new CacheServices(clock, bound, queue, checker, metrics, _logger, _end.Token);
    }

    /// <summary>Brings everything to the settings of this moment; one thread at a time, so none goes back to older ones.</summary>
    private void Follow()
    {
        lock (_following)
        {
            PolicySnapshot settings = _book.Current;
            _services.Queue.Resize(settings.Refresh.Concurrency, settings.Refresh.QueueCapacity, settings.Refresh.MaxChecksPerSecond);
            foreach (DecoratedService service in _decorated.Values)
            {
                service.Follow(settings);
            }
        }
    }
}
