using Interception.Configuration;
using Interception.Freshness;
using Interception.Refresh;

namespace Interception.Observation;

/// <summary>What is learned of a method whose calls are observed.</summary>
/// <remarks>Bounded, whatever is called: so many keys are followed at most, see <see cref="KeySample"/>. Thread-safe; each call takes a lock.</remarks>
internal sealed class MethodStudy
{
    /// <summary>The keys that are followed at once: about 4 megabytes a method.</summary>
    public const int MaxKeys = 4096;

    public const int ShadowCount = 3;

    private readonly Lock _gate = new();
    private readonly string _method;
    private readonly Shadow[] _shadows;
    private readonly CandidateStudy[] _candidates;
    private readonly KeySample _keys;
    private readonly long _begunAt;
    private long _calls, _failures, _unread, _ticks, _followed, _repeats, _differing, _intervalTicks, _resultBytes, _lastAt;

    public MethodStudy(string method, MethodPolicy policy, IEnumerable<string> candidates, long now)
    {
        (_method, _begunAt, _lastAt) = (method, now, now);
        _shadows = [.. PlayedChecks(policy).Select(check => new Shadow(new MethodRules(policy with { Check = check })))];
        _candidates = [.. candidates.Select(name => new CandidateStudy(name))];
        _keys = new KeySample(MaxKeys, one => _lastAt - one.LastStartedAt > policy.Expiry.Ticks, left => LeaveShadows(left, _lastAt));
    }

    /// <summary>Takes note of a call that failed.</summary>
    public void AddFailure()
    {
        lock (_gate)
        {
            _calls++;
            _failures++;
        }
    }

    /// <summary>Takes note of a call that could not be cached: it has no key, or its result can't be compared.</summary>
    public void AddUnread()
    {
        lock (_gate)
        {
            _calls++;
            _unread++;
        }
    }

    /// <summary>Takes note of a call that returned.</summary>
    public void Add(in SeenCall call)
    {
        lock (_gate)
        {
            _calls++;
            _ticks += Math.Max(0, call.EndedAt - call.StartedAt);
            _resultBytes += call.Content.LengthBytes;
            _lastAt = Math.Max(_lastAt, call.StartedAt);
            if (_keys.Find(call.Key) is not { } history)
            {
                return;
            }

            _followed++;
            if (history.IsKnown)
            {
                Compare(history, call);
            }

            for (int i = 0; i < ShadowCount; i++)
            {
                history.Shadows[i] = _shadows[i].Play(history.Shadows[i], call);
            }

            (history.IsKnown, history.LastStartedAt, history.LastResult, history.LastCandidates) = (true, call.StartedAt, call.Content, call.Candidates);
        }
    }

    /// <summary>What has been learned so far.</summary>
    public MethodObservation Report(long now)
    {
        lock (_gate)
        {
            long returned = _calls - _failures - _unread;
            ShadowEntry[] live = [.. _keys.Keys.Select(one => one.Shadows[0]).OfType<ShadowEntry>().Where(entry => _shadows[0].IsLive(entry, now))];
            var meanRunTime = TimeSpan.FromTicks(returned > 0 ? _ticks / returned : 0);
            double returnedPerMinute = Ratio(returned, Ticks.ToSeconds(now - _begunAt) / 60);
            var observation = new MethodObservation
            {
                Method = _method,
                Observed = TimeSpan.FromTicks(Math.Max(0, now - _begunAt)),
                Calls = _calls,
                Failed = _failures,
                NotCacheable = _unread,
                MeanRunTime = meanRunTime,
                RepeatShare = Ratio(_repeats, _followed),
                MeanRepeatInterval = TimeSpan.FromTicks(_repeats > 0 ? _intervalTicks / _repeats : 0),
                DifferingShare = Ratio(_differing, _repeats),
                MeanResultBytes = returned > 0 ? _resultBytes / returned : 0,
                EstimatedBytes = (long)(live.Sum(entry => entry.ChargeBytes) / _keys.Share),
                MissingVaryBy = [.. _candidates.Where(one => one.Matters).Select(one => one.Name)],
                Predictions = [.. _shadows.Select(shadow => Predict(shadow, meanRunTime, returnedPerMinute))],
            };
            return observation with { Verdict = Judgement.Of(observation, _repeats, out string reason), Reason = reason };
        }
    }

    /// <summary>The policy itself comes first.</summary>
    private static IEnumerable<CheckMode> PlayedChecks(MethodPolicy policy) =>
        new[] { policy.Check, CheckMode.Adaptive, CheckMode.Interval, CheckMode.EveryHit }.Distinct().Take(ShadowCount);

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private PolicyPrediction Predict(Shadow shadow, TimeSpan meanRunTime, double returnedPerMinute)
    {
        double hitShare = Ratio(shadow.Hits, _followed);
        return new PolicyPrediction(shadow.Check)
        {
            HitShare = hitShare,
            WaitShare = Ratio(shadow.Waits, _followed),
            StaleShare = Ratio(shadow.StaleHits, shadow.Hits),
            ChecksPerMinute = returnedPerMinute * Ratio(shadow.Checks, _followed),
            TimeSavedPerMinute = returnedPerMinute * hitShare * meanRunTime,
        };
    }

    private void Compare(KeyHistory history, in SeenCall call)
    {
        bool differs = history.LastResult != call.Content;
        _repeats++;
        _differing += differs ? 1 : 0;
        _intervalTicks += Math.Max(0, call.StartedAt - history.LastStartedAt);
        for (int i = 0; i < _candidates.Length; i++)
        {
            _candidates[i].Add(history.LastCandidates[i] == call.Candidates[i], differs);
        }
    }

    private void LeaveShadows(KeyHistory history, long now)
    {
        for (int i = 0; i < ShadowCount; i++)
        {
            _shadows[i].Leave(history.Shadows[i], now);
        }
    }
}
