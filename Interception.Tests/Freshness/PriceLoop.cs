using Interception.Freshness;

namespace Interception.Tests.Freshness;

/// <summary>A method whose answers change and are asked for as in Poisson processes, each checked when that is worth the price.</summary>
internal sealed class PriceLoop
{
    private const double LeastSeconds = 1;

    private readonly Chance _chance;
    private readonly CheckPrice _price;
    private readonly double[] _changeRates, _hitRates, _checkedAt;
    private readonly PriorityQueue<int, double> _next = new();
    private double _now;

    public PriceLoop(CheckPrice price, int answers, int seed, double slowest = 1d / 86_400, double fastest = 1d / 60)
    {
        _price = price;
        _chance = new Chance(seed);
        _checkedAt = new double[answers];
        _changeRates = [.. Enumerable.Range(0, answers).Select(_ => _chance.Between(slowest, fastest))];
        _hitRates = [.. Enumerable.Range(0, answers).Select(_ => _chance.Between(0.02, 5))];
        for (int answer = 0; answer < answers; answer++)
        {
            _next.Enqueue(answer, _chance.Next() * 60);
        }
    }

    public double? Target { get; init; }

    public double PerHit { get; init; } = double.PositiveInfinity;

    public double PerSecond { get; init; } = double.PositiveInfinity;

    public double MostSeconds { get; init; } = 86_400;

    public double Seconds => _now;

    /// <summary>Makes all answers change so many times as often.</summary>
    public void Speed(double factor)
    {
        for (int answer = 0; answer < _changeRates.Length; answer++)
        {
            _changeRates[answer] *= factor;
        }
    }

    /// <summary>Lets so many checks come.</summary>
    /// <returns>What came of them, and the logarithms of the prices.</returns>
    public (double StaleShare, double ChecksPerHit, double ChecksPerSecond, double[] LogPrices) Run(int checks)
    {
        double hits = 0, stale = 0, from = _now;
        var prices = new double[checks];
        for (int i = 0; i < checks; i++)
        {
            _next.TryDequeue(out int answer, out double now);
            double age = now - _checkedAt[answer], due = DueAge(answer);
            var span = new AnswerSpan(
                _chance.Count(_hitRates[answer] * Math.Min(age, due)) + 1, AskedByLast: true, _changeRates[answer], age, due);
            var window = new CheckWindow(
                span.Hits, span.ExpectedStale, age, Math.Max(0, now - _now), IsLook: true, IsPaid: true,
                IsAtLeast: due <= LeastSeconds, IsAtMost: due >= MostSeconds);
            _price.Add(window, Target, PerHit, PerSecond, CheckPrice.Least);
            (hits, stale, prices[i]) = (hits + span.Hits, stale + span.ExpectedStale, Math.Log(_price.Current));
            (_now, _checkedAt[answer]) = (now, now);
            Plan(answer);
        }

        return (stale / hits, checks / hits, checks / (_now - from), prices);
    }

    private double DueAge(int answer) =>
        Math.Clamp(CheckValue.AgeWhen(_price.Current, _hitRates[answer], _changeRates[answer]), LeastSeconds, MostSeconds);

    private void Plan(int answer) =>
        _next.Enqueue(answer, _checkedAt[answer] + DueAge(answer) + _chance.Gap(_hitRates[answer]));
}
