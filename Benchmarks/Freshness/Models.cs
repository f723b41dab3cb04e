using Interception.Freshness;

namespace Interception.Benchmarks.Freshness;

/// <summary>What a model does with a call of a key that it has an answer for.</summary>
internal enum Move
{
    Serve,
    ServeAndCheck,
    Wait,
}

/// <summary>A policy of a cache as a model: only the decision when to run the method, and nothing around it.</summary>
internal abstract class Model(Truth truth, int keys) : Subject
{
    private readonly int[] _answers = new int[keys];
    private readonly bool[] _isKept = new bool[keys];

    /// <summary>When each key's answer was last known to be right.</summary>
    protected double[] ProvenAt { get; } = new double[keys];

    public sealed override ValueTask<int> AskAsync(int key, double now)
    {
        if (!_isKept[key])
        {
            _isKept[key] = true;
            Run(key, now);
            Kept(key, now);
            return ValueTask.FromResult(_answers[key]);
        }

        int answer = _answers[key];
        Move move = Decide(key, now);
        if (move == Move.Serve)
        {
            return ValueTask.FromResult(answer);
        }

        double age = now - ProvenAt[key];
        Run(key, now);
        Checked(key, now, age, _answers[key] != answer);
        Waits += move == Move.Wait ? 1 : 0;
        return ValueTask.FromResult(move == Move.Wait ? _answers[key] : answer);
    }

    protected abstract Move Decide(int key, double now);

    /// <summary>The first answer of a key is there.</summary>
    protected virtual void Kept(int key, double now)
    {
    }

    /// <summary>A run has ended.</summary>
    protected virtual void Checked(int key, double now, double age, bool changed)
    {
    }

    private void Run(int key, double now)
    {
        Runs++;
        _answers[key] = truth.At(key, now);
        ProvenAt[key] = now;
    }
}

/// <summary>A time to live: past it the caller waits for a run.</summary>
internal sealed class TtlModel(Truth truth, Workload workload, double seconds) : Model(truth, workload.Keys)
{
    protected override Move Decide(int key, double now) => now - ProvenAt[key] >= seconds ? Move.Wait : Move.Serve;
}

/// <summary>Stale-while-revalidate, RFC 5861: past the interval a hit is served and asks for a check.</summary>
internal sealed class IntervalModel(Truth truth, Workload workload, double seconds) : Model(truth, workload.Keys)
{
    protected override Move Decide(int key, double now) => now - ProvenAt[key] >= seconds ? Move.ServeAndCheck : Move.Serve;
}

/// <summary>Eager refresh: at 80 % of the time to live a hit asks for a check, past all of it the caller waits.</summary>
internal sealed class EagerModel(Truth truth, Workload workload, double seconds) : Model(truth, workload.Keys)
{
    protected override Move Decide(int key, double now) => (now - ProvenAt[key]) switch
    {
        double age when age >= seconds => Move.Wait,
        double age when age >= 0.8 * seconds => Move.ServeAndCheck,
        _ => Move.Serve,
    };
}

/// <summary>Probabilistic early recomputation.</summary>
/// <remarks>Source: Vattani, Chierichetti and Lowenstein, "Optimal probabilistic cache stampede prevention", VLDB 2015, with beta 1 and runs of 50 ms.</remarks>
internal sealed class EarlyModel(Truth truth, Workload workload, double seconds, int seed) : Model(truth, workload.Keys)
{
    private const double RunSeconds = 0.05;

    private readonly Random _random = new(seed + 5);

    protected override Move Decide(int key, double now) =>
        now - (RunSeconds * Math.Log(1 - _random.NextDouble())) >= ProvenAt[key] + seconds ? Move.Wait : Move.Serve;
}

/// <summary>The Alex rule: an answer that has not changed for long is checked seldom, after a share of the time since its last change.</summary>
/// <remarks>Source: Cate, "Alex: a global filesystem", USENIX File System Workshop 1992; heuristic freshness in RFC 9111 section 4.2.2.</remarks>
internal sealed class AlexModel(Truth truth, Workload workload, double share) : Model(truth, workload.Keys)
{
    private readonly double[] _changedAt = new double[workload.Keys];

    protected override Move Decide(int key, double now) =>
        now - ProvenAt[key] >= Math.Max(1, share * (ProvenAt[key] - _changedAt[key])) ? Move.ServeAndCheck : Move.Serve;

    protected override void Checked(int key, double now, double age, bool changed) => _changedAt[key] = changed ? now : _changedAt[key];
}

/// <summary>The article's rule with a bound: each hit asks for a check, and so many a second are made, first come, first served.</summary>
internal sealed class EveryHitModel(Truth truth, Workload workload, double perSecond) : Model(truth, workload.Keys)
{
    private double _tokens = 1, _filledAt;

    protected override Move Decide(int key, double now)
    {
        _tokens = Math.Min(Math.Max(1, perSecond), _tokens + (perSecond * (now - _filledAt)));
        _filledAt = now;
        if (_tokens < 1)
        {
            return Move.Serve;
        }

        _tokens--;
        return Move.ServeAndCheck;
    }
}

/// <summary>The best that can be done by whoever knows all rates: a check is made as soon as it is worth its price.</summary>
internal sealed class OracleModel(Truth truth, Workload workload, double price) : Model(truth, workload.Keys)
{
    private readonly double[] _ages =
        [.. workload.HitRates.Zip(workload.ChangeRates, (hits, changes) => CheckValue.AgeWhen(price, hits, changes))];

    protected override Move Decide(int key, double now) => now - ProvenAt[key] >= _ages[key] ? Move.ServeAndCheck : Move.Serve;
}

/// <summary>The library's own rule with a price that stands: what it decides, without the library around it.</summary>
internal sealed class AdaptiveModel(Truth truth, Workload workload, double price) : Model(truth, workload.Keys)
{
    private readonly double[] _dueAt = new double[workload.Keys];
    private readonly int[] _hits = new int[workload.Keys];
    private readonly Evidence[] _evidence = [.. Enumerable.Repeat(Evidence.None, workload.Keys)];
    private readonly RatePool[] _pools = [.. Enumerable.Range(0, Workload.Methods).Select(_ => new RatePool())];
    private readonly double[] _risenAt = new double[Workload.Methods];

    protected override Move Decide(int key, double now)
    {
        if (HitCount.Add(ref _hits[key]))
        {
            Plan(key, now);
        }

        return now >= _dueAt[key] ? Move.ServeAndCheck : Move.Serve;
    }

    protected override void Kept(int key, double now) => Plan(key, now);

    protected override void Checked(int key, double now, double age, bool changed)
    {
        RatePool pool = _pools[Workload.MethodOf(key)];
        double hits = HitCount.ToHits(_hits[key]);
        double rate = _evidence[key].ChangeRate(pool.ChangeRate);
        _evidence[key] = _evidence[key].Add(age, changed, hits, pool.ChangeRate);
        if (pool.Add(age, changed, hits, rate, isSinceRise: now - age >= _risenAt[Workload.MethodOf(key)]) > 1)
        {
            _risenAt[Workload.MethodOf(key)] = now;
        }

        _hits[key] = 0;
        Plan(key, now);
    }

    private void Plan(int key, double now)
    {
        RatePool pool = _pools[Workload.MethodOf(key)];
        double age = CheckValue.AgeWhen(
            price, _evidence[key].HitRate(pool.HitRate, HitCount.ToHits(_hits[key]), now - ProvenAt[key]), _evidence[key].ChangeRate(pool.ChangeRate));
        _dueAt[key] = ProvenAt[key] + Math.Max(1, age);
    }
}
