using Interception.Composition;
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
    private readonly Interception.Lookup.CachedMethod[] _cached;
    private double _time;

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
        Runtime = _provider.GetRequiredService<CacheRuntime>();
        if (Runtime.Problems.Count > 0)
        {
            throw new InterceptionException(Runtime.Problems);
        }

        _queue = Runtime.Queue;
        _cached = [.. Runtime.Decorated.SelectMany(one => one.Methods)];
    }

    public CacheRuntime Runtime { get; }

    public override async ValueTask<int> AskAsync(int key, double now)
    {
        _clock.Advance(TimeSpan.FromSeconds(now - _time));
        (_time, _source.Now) = (now, now);
        int answer = _methods[Workload.MethodOf(key)](key);
        await _queue.WhenIdleAsync();
        Runs = _source.Reads;
        Waits = 0;
        foreach (Interception.Lookup.CachedMethod method in _cached)
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
}
