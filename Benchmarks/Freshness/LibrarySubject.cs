using Interception.Composition;
using Interception.Lookup;
using Interception.Refresh;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Benchmarks.Freshness;

/// <summary>The library itself: its interceptor, its queue, its memory, on a clock that the trial moves.</summary>
internal sealed class LibrarySubject : Subject
{
    private readonly TruthSource _source;
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceProvider _provider;
    private readonly CheckQueue _queue;
    private readonly Func<int, int>[] _methods;
    private readonly CachedMethod[] _cached;
    private double _time;
    private (double Hits, double StaleHits) _before;

    public LibrarySubject(Truth truth, Action<MethodOptions> configure, double? maxChecksPerSecond = null)
    {
        _source = new TruthSource(truth);
        _provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(_source)
            .AddSingleton<IAnswers, Answers>()
            .AddInterception(options =>
            {
                options.Refresh.MaxChecksPerSecond = maxChecksPerSecond;
                for (int i = 0; i < Workload.Methods; i++)
                {
                    var method = new MethodOptions { Expiry = TimeSpan.FromDays(30), MaxCheckInterval = TimeSpan.FromDays(30), WaitWhenLikelyStale = 1 };
                    configure(method);
                    options.Methods[$"{nameof(IAnswers)}.Get{i}"] = method;
                }
            })
            .DecorateWithCaching<IAnswers>()
            .BuildServiceProvider();
        IAnswers answers = _provider.GetRequiredService<IAnswers>();
        _methods = [answers.Get0, answers.Get1, answers.Get2, answers.Get3, answers.Get4, answers.Get5, answers.Get6, answers.Get7, answers.Get8, answers.Get9];
        CacheRuntime runtime = _provider.GetRequiredService<CacheRuntime>();
        if (runtime.Problems.Count > 0)
        {
            throw new InterceptionException(runtime.Problems);
        }

        _queue = runtime.Queue;
        _cached = [.. runtime.Decorated.SelectMany(one => one.Methods)];
    }

    /// <summary>The share of stale answers since the warm-up, as the library's own report has it.</summary>
    public double ReportedStaleShare
    {
        get
        {
            (double hits, double staleHits) = Reckon();
            return (staleHits - _before.StaleHits) / (hits - _before.Hits);
        }
    }

    /// <summary>The report of each method.</summary>
    public IReadOnlyList<MethodReport> Reports => _provider.GetRequiredService<IMethodCache>().Report().Methods;

    /// <summary>How often it has run the method for a key.</summary>
    public int ReadsOf(int key) => _source.ReadsOf(key);

    public override void BeginMeasuring() => _before = Reckon();

    public override async ValueTask<int> AskAsync(int key, double now)
    {
        _clock.Advance(TimeSpan.FromSeconds(now - _time));
        (_time, _source.Now) = (now, now);
        int answer = _methods[Workload.MethodOf(key)](key);
        await _queue.WhenIdleAsync();
        Runs = _source.Reads;
        Waits = 0;
        foreach (CachedMethod method in _cached)
        {
            Waits += method.Lane.Measures.Waits;
        }

        return answer;
    }

    public override void Dispose()
    {
        _provider.Dispose();
        base.Dispose();
    }

    private (double Hits, double StaleHits) Reckon()
    {
        IReadOnlyList<MethodReport> reports = Reports;
        return (reports.Sum(one => one.Hits), reports.Sum(one => one.Hits * one.StaleShare));
    }
}
