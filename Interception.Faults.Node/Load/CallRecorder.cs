using System.Collections.Concurrent;
using Interception.Faults.Node.Services;
using Interception.Faults.Node.Watch;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Load;

/// <summary>
/// Keeps what callers of this node were served: the window of the moment, and each answer for the checker of histories.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CallRecorder(LogWatch log)
{
    private readonly ConcurrentDictionary<(int Key, string Tenant), long> _newest = new();
    private ConcurrentDictionary<Reading, Served> _answers = new();
    private CallWindow _window = new(0);

    public CallWindow Window => Volatile.Read(ref _window);

    /// <summary>
    /// The highest version that a call on the key had been served by now: one that begins now should not be served less.
    /// </summary>
    public long Newest(int key, string tenant) => _newest.GetValueOrDefault((key, tenant));

    /// <summary>Notes an answer. <paramref name="floor"/> is what <see cref="Newest"/> said when the call began.</summary>
    public void Answered(int key, string tenant, Reading? reading, long floor, long at)
    {
        if (reading is null || reading.Key != key || reading.Tenant != tenant)
        {
            Window.Wrong($"asked for {key} {tenant}, served {reading}");
            return;
        }

        if (reading.Version < floor)
        {
            Window.Regressed($"{key} {tenant}: {reading.Version} after {floor}");
        }

        _newest.AddOrUpdate((key, tenant), reading.Version, (_, newest) => Math.Max(newest, reading.Version));
        Volatile.Read(ref _answers).GetOrAdd(reading, static (_, first) => new Served(first), at).Again(at);
    }

    /// <summary>Ends the window, begins the next, and reports the ended one.</summary>
    public WindowReport Mark() => Interlocked.Exchange(ref _window, new CallWindow(log.Lines)).Report(log.Lines);

    /// <summary>Hands over what was served since the last time.</summary>
    public ServedAnswer[] TakeAnswers() =>
    [
        .. Interlocked.Exchange(ref _answers, new ConcurrentDictionary<Reading, Served>())
            .Select(pair => new ServedAnswer(pair.Key, pair.Value.Count, pair.Value.FirstAt, pair.Value.LastAt)),
    ];

    private sealed class Served(long firstAt)
    {
        private long _count;
        private long _lastAt;

        public long FirstAt { get; } = firstAt;

        public long LastAt => Volatile.Read(ref _lastAt);

        public long Count => Volatile.Read(ref _count);

        public void Again(long at)
        {
            Interlocked.Increment(ref _count);
            Volatile.Write(ref _lastAt, at);
        }
    }
}
