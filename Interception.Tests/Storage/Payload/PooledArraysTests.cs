using System.Diagnostics.Tracing;
using System.Text;
using Interception.Keys.Canonical;
using Interception.Storage.Payload;
using Interception.Storage.Shared;
using Interception.Tests.Storage.Shared;

namespace Interception.Tests.Storage.Payload;

/// <summary>Arrays that are rented to pack and unpack answers go back to the pool, each once.</summary>
[TestFixture]
internal sealed class PooledArraysTests
{
    private static readonly Zoo.Lists Large = new()
    {
        Strings = [.. Enumerable.Range(0, 20_000).Select(i => $"text {i}")], Set = [.. Enumerable.Range(0, 2_000).Select(i => $"{i * 7919}")],
    };

    [Test, Property("Failure", "P5")]
    public void Codec_CopiesThatSucceedAndFail_GiveEveryArrayBackOnce()
    {
        PayloadCodec codec = Copies.CodecOf(typeof(Zoo.Lists));
        PayloadCodec web = Copies.CodecOf(typeof(Zoo.Web));
        var circle = new Zoo.Web();
        circle.Next = circle;
        byte[] bytes = codec.Serialize(Large);
        using var ledger = new PoolLedger();

        codec.Deserialize(codec.Serialize(Large));
        Assert.That(() => codec.Deserialize(bytes.AsMemory(0, bytes.Length - 3)), Throws.Exception);
        Assert.That(() => web.Serialize(circle), Throws.Exception);

        ledger.AssertBalanced();
    }

    [Test, Property("Failure", "P5")]
    public void Sealer_LongPayloads_GivesEveryArrayBackOnce([Values] bool isSecret, [Values] bool shrinks)
    {
        var sealer = new EnvelopeSealer(isSecret ? Encoding.ASCII.GetBytes("correct horse battery staple") : null, 1 << 20, compressAboveBytes: 100);
        byte[] payload = new byte[500_000];
        if (!shrinks)
        {
            new Random(1).NextBytes(payload);
        }

        using var ledger = new PoolLedger();
        byte[] stored = sealer.Seal(Names.Of("this"), EntryKind.Value, token: 1, new ContentDigest(1, 1), payload);
        Assert.That(sealer.TryOpen(Names.Of("this"), stored, out _), Is.True);
        Assert.That(sealer.TryOpen(Names.Of("other"), stored, out _), Is.False);

        ledger.AssertBalanced();
    }

    /// <summary>Hears what the pool says about the arrays that one thread rents and returns.</summary>
    private sealed class PoolLedger : EventListener
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private readonly Dictionary<int, int> _out = [];
        private readonly List<int> _returnedTwice = [];
        private int _rents;

        public void AssertBalanced()
        {
            Assert.That(_rents, Is.Positive);
            Assert.That(_out.Where(one => one.Value != 0), Is.Empty, "rented and not returned");
            Assert.That(_returnedTwice, Is.Empty);
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (Environment.CurrentManagedThreadId != _thread || eventData.EventName is not ("BufferRented" or "BufferReturned"))
            {
                return;
            }

            int buffer = (int)eventData.Payload![0]!;
            int count = _out.GetValueOrDefault(buffer) + (eventData.EventName == "BufferRented" ? 1 : -1);
            _rents += eventData.EventName == "BufferRented" ? 1 : 0;
            if (count < 0)
            {
                _returnedTwice.Add(buffer);
            }

            _out[buffer] = count;
        }
    }
}
