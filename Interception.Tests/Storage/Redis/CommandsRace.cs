using System.Globalization;
using Interception.Keys.Canonical;
using Interception.Storage.Shared;
using Interception.Tests.Storage.Shared;

namespace Interception.Tests.Storage.Redis;

/// <summary>One random sequence of commands, given to two stores; each must answer and end like the other.</summary>
/// <remarks>
/// The stores' clocks differ by moments. So durations are none or hours, and tokens are compared by which earlier token they are
/// next to: each store's tokens are collected in step, and requests name them by their place.
/// </remarks>
internal sealed class CommandsRace
{
    private const long HourMicroseconds = 3_600_000_000;
    private const long ToleranceMilliseconds = 60_000;

    private static readonly TimeSpan[] Durations = [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(30), TimeSpan.MaxValue];
    private static readonly TimeSpan[] Ages = [TimeSpan.Zero, TimeSpan.FromHours(2), TimeSpan.MaxValue];

    private readonly Random _random;
    private readonly EntryName _name;
    private readonly Side _left;
    private readonly Side _right;
    private readonly long _start;

    public CommandsRace(IStoreUnderTest left, IStoreUnderTest right, long start, int seed)
    {
        _random = new Random(seed);
        _name = Names.Of($"race {seed}");
        _start = start;
        _left = new Side(left, start);
        _right = new Side(right, start);
    }

    /// <summary>Plays it.</summary>
    /// <returns>What differed; <see langword="null"/> for nothing.</returns>
    public async Task<string?> PlayAsync()
    {
        var story = new List<string>();
        if (_random.Next(4) > 0)
        {
            byte[] bytes = Initial();
            TimeSpan? timeToLive = _random.Next(4) == 0 ? null : TimeSpan.FromHours(_random.Next(1, 4));
            await _left.Store.PutAsync(_name, bytes, timeToLive);
            await _right.Store.PutAsync(_name, bytes, timeToLive);
            story.Add($"put {Convert.ToHexString(bytes.AsSpan(0, Math.Min(80, bytes.Length)))}");
        }

        for (int steps = _random.Next(1, 7); steps > 0; steps--)
        {
            (string what, Func<Side, Task<string>> step) = Step();
            (string left, string right) = (await step(_left), await step(_right));
            story.Add($"{what}: {left}");
            (string leftState, string rightState) = (await _left.StateAsync(_name), await _right.StateAsync(_name));
            if (left != right || leftState != rightState)
            {
                return $"{string.Join("\n", story)}\n  other reply {right}\n  {leftState}\n  {rightState}";
            }
        }

        return null;
    }

    private byte[] Initial()
    {
        byte[] bytes = new StoredEntry(_name)
        {
            Kind = (EntryKind)_random.Next(4),
            Version = Moment(),
            Proven = Moment(),
            LeaseToken = Moment(),
            ProvenAtMilliseconds = _random.Next(3) == 0 ? 0 : Moment() / 1000,
            LeaseUntilMilliseconds = _random.Next(3) switch { 0 => 0, 1 => (_start / 1000) + 55_000, _ => Moment() / 1000 },
            Content = _random.Next(1, 3),
        }.Bytes();
        int at = _random.Next(bytes.Length);
        return _random.Next(6) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)"09 :/aC"[_random.Next(7)], .. bytes[(at + 1)..]],
            _ => bytes,
        };
    }

    // In hours from the start: most before it, some after, some a day too late.
    private long Moment() => _start + (HourMicroseconds * _random.Next(8) switch { 0 => 1, 1 => 20, 2 => 30, var n => -n });

    private (string What, Func<Side, Task<string>> Step) Step()
    {
        (int place, int offset) = (_random.Next(100), _random.Next(-1, 2));
        (int other, int otherOffset) = (_random.Next(100), _random.Next(-1, 2));
        (TimeSpan age, TimeSpan timeToLive) = (Ages[_random.Next(Ages.Length)], TimeSpan.FromHours(_random.Next(1, 40)));
        bool isKnown = _random.Next(3) > 0;
        bool overwrite = _random.Next(4) == 0;
        int content = _random.Next(0, 3);
        var mode = (AcquireMode)_random.Next(3);
        (TimeSpan interval, TimeSpan lease, TimeSpan expiry) = (Pick(), Pick(), Pick());
        long hits = _random.Next(4) switch { 0 => 0, 1 => EntryHeader.MostHits, _ => _random.Next(1000) };
        byte[] evidence = new byte[EvidenceText.Length - (_random.Next(5) == 0 ? 1 : 0)];
        evidence.AsSpan().Fill((byte)('a' + _random.Next(6)));
        switch (_random.Next(6))
        {
            case 0 or 1:
                return ($"acquire {mode} {(isKnown ? (place, offset) : 0)} {interval} {lease} {expiry} {hits}", side => side.AcquireAsync(
                    _name, new AcquireRequest(isKnown ? side.Token(place, offset) : 0, mode, interval, lease, expiry, hits)));
            case 2:
                return ($"commit {(place, offset)} {content} {age} {overwrite} {(char)evidence[0]}", side => side.CommitAsync(
                    _name, side.Token(place, offset), content, age, timeToLive, overwrite, evidence[0]));
            case 3:
                return ($"touch {(place, offset)} {(other, otherOffset)} {age} {(char)evidence[0]} {evidence.Length}", side => side.TouchAsync(
                    _name, new TouchRequest(side.Token(place, offset), side.Token(other, otherOffset), age, timeToLive, evidence)));
            case 4:
                return ($"back off {(place, offset)} {lease}", side => side.BackOffAsync(_name, side.Token(place, offset), lease));
            default:
                return ("invalidate", side => side.InvalidateAsync(_name, timeToLive));
        }
    }

    private TimeSpan Pick() => Durations[_random.Next(Durations.Length)];

    /// <summary>One store, and the tokens that it has given out.</summary>
    private sealed class Side(IStoreUnderTest store, long start)
    {
        private readonly List<long> _tokens =
            [.. new[] { -7, -6, -5, -4, -3, 1, 20, 30 }.Select(hours => start + (hours * HourMicroseconds))];

        public IStoreUnderTest Store => store;

        // The latest twice as often: those are what the entry holds.
        public long Token(int place, int offset) =>
            (place % 2 == 0 ? _tokens[^1] : _tokens[place % _tokens.Count]) + offset;

        public async Task<string> AcquireAsync(EntryName name, AcquireRequest request)
        {
            AcquireReply reply = await store.Commands.AcquireAsync(name, request, blocking: false);
            string text = $"{reply.Outcome} {Place(reply.Token)} {Place(reply.Proven)} {Time(reply.ProvenAtMilliseconds)} "
                + $"{Math.Round(reply.LeaseLeft.TotalMinutes / 2)} {reply.Envelope.Length} {reply.Hits} {Convert.ToHexString(reply.Evidence.Span)}";
            _tokens.Add(reply.Token == 0 ? start : reply.Token);
            return text;
        }

        public async Task<string> CommitAsync(
            EntryName name, long token, int content, TimeSpan age, TimeSpan timeToLive, bool overwrite, byte evidence)
        {
            byte[] payload = [(byte)content];
            byte[] envelope = StoredEntry.Sealer.Seal(
                name, content == 0 ? EntryKind.Null : EntryKind.Value, token, new ContentDigest((UInt128)content, 3), content == 0 ? [] : payload);
            envelope.AsSpan(EntryHeader.EvidenceAt..EntryHeader.LengthBytes).Fill(evidence);
            CommitReply reply = await store.Commands.CommitAsync(name, new CommitRequest(token, envelope, age, timeToLive, overwrite));
            _tokens.Add(reply.Version);
            return $"{reply.Outcome} {Place(reply.Version)} {reply.Envelope.Length}";
        }

        public async Task<string> TouchAsync(EntryName name, TouchRequest request) =>
            (await store.Commands.TouchAsync(name, request)).ToString();

        public async Task<string> BackOffAsync(EntryName name, long token, TimeSpan pause)
        {
            await store.Commands.BackOffAsync(name, token, pause);
            return "";
        }

        public async Task<string> InvalidateAsync(EntryName name, TimeSpan timeToLive)
        {
            _tokens.Add(await store.Commands.InvalidateAsync(name, timeToLive));
            return Place(_tokens[^1]);
        }

        public async Task<string> StateAsync(EntryName name)
        {
            byte[] bytes = await store.FindAsync(name);
            TimeSpan? left = await store.TimeToLiveAsync(name);
            string timeToLive = left is { } lasts ? Math.Round(lasts.TotalMinutes / 2).ToString(CultureInfo.InvariantCulture) : "for ever";
            return HeaderFields.TryRead(bytes, out HeaderFields fields)
                ? $"{fields.Kind} {Place(fields.Version)} {Place(fields.Proven)} {Place(fields.LeaseToken)} {Time(fields.ProvenAtMilliseconds)} "
                    + $"{Time(fields.LeaseUntilMilliseconds)} {timeToLive} {Convert.ToHexString(bytes.AsSpan(EntryHeader.DigestAt..EntryHeader.SealAt))} "
                    + Convert.ToHexString(bytes.AsSpan(EntryHeader.HitsAt))
                : $"{Convert.ToHexString(bytes)} {timeToLive}";
        }

        // The place of the token that it is next to; the clocks of the two differ, so numbers near now are all one.
        private string Place(long token)
        {
            int place = _tokens.FindIndex(known => Math.Abs(known - token) <= 3);
            return place >= 0 ? $"#{place}{token - _tokens[place]:+0;-0;+0}" : Time(token / 1000);
        }

        private string Time(long milliseconds) => Math.Abs(milliseconds - (start / 1000)) < ToleranceMilliseconds
            ? "now"
            : Math.Round((milliseconds - (start / 1000)) / (double)ToleranceMilliseconds / 2).ToString(CultureInfo.InvariantCulture);
    }
}
