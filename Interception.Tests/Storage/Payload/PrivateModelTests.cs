using System.Reflection;
using Interception.Storage.Payload;
using ProtoBuf;
using ProtoBuf.Meta;

namespace Interception.Tests.Storage.Payload;

/// <summary>The models that copies are made by are the library's own, and complete before the first call.</summary>
[TestFixture]
internal sealed class PrivateModelTests
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    [Test, Property("Failure", "S15")]
    public void Serialize_ApplicationChangesTheDefaultModel_IsNotTouched()
    {
        PayloadCodec before = Copies.CodecOf(typeof(Money));
        byte[] payload = before.Serialize(new Money { Amount = 1.50m });
        RuntimeTypeModel.Default.Add(typeof(Money), applyDefaultBehaviour: false).SetSurrogate(typeof(Cents));

        PayloadCodec after = Copies.CodecOf(typeof(Money));

        Assert.That(Convert.ToHexString(before.Serialize(new Money { Amount = 1.50m })), Is.EqualTo(Convert.ToHexString(payload)));
        Assert.That(Convert.ToHexString(after.Serialize(new Money { Amount = 1.50m })), Is.EqualTo(Convert.ToHexString(payload)));
        using var other = new MemoryStream();
        RuntimeTypeModel.Default.Serialize(other, new Money { Amount = 1.50m });
        Assert.That(other.ToArray(), Is.EqualTo(new byte[] { 8, 150, 1 }), "the application has its surrogate");
    }

    // Whatever a model still had to build it would build under its lock, which gives up after 5 seconds. Here somebody holds it.
    [TestCaseSource(nameof(Values)), Property("Failure", "S14")]
    public void Serialize_FirstValueWhileTheModelIsLocked_NeedsNoLock(Type type, object value)
    {
        PayloadCodec codec = Copies.CodecOf(type);
        object model = codec.GetType().GetField("_model", Hidden)!.GetValue(codec)!;
        object monitor = typeof(RuntimeTypeModel).GetField("types", Hidden)!.GetValue(model)!;
        object? copy = null;
        Exception? failure = null;
        var caller = new Thread(() =>
        {
            try
            {
                copy = codec.Deserialize(codec.Serialize(value));
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });

        lock (monitor)
        {
            caller.Start();
            caller.Join();
        }

        Assert.That(failure, Is.Null);
        Assert.That(copy, Is.TypeOf(value.GetType()));
    }

    private static IEnumerable<TestCaseData> Values() =>
    [
        Row<Zoo.Both>(new() { Plain = new() { Name = "n" }, Special = new() { Age = 1 } }),
        Row<Zoo.Node>(new() { Next = new() { Children = [new()] } }),
        Row<List<Zoo.Shape>>([new Zoo.Circle(1, 2), new Zoo.Square(2, 3)]),
        Row<Zoo.Lists>(new() { Lines = [new("a", 1)], Map = new() { ["a"] = "b" }, Versions = [new(1, 2)] }),
        Row<Zoo.BaseContract>(new Zoo.DerivedContract { Name = "n" }),
        Row<Zoo.Tuples>(new() { Maybe = ([], 1), Reference = new("a", ["b"]), Many = [(1, "c")] }),
    ];

    private static TestCaseData Row<T>(T value) => new TestCaseData(typeof(T), value).SetArgDisplayNames(typeof(T).ToString());

    private sealed class Money
    {
        public decimal Amount { get; set; }
    }

    [ProtoContract]
    private sealed class Cents
    {
        [ProtoMember(1)]
        public int Count { get; set; }

        public static implicit operator Cents?(Money? money) => money is null ? null : new() { Count = (int)(money.Amount * 100) };

        public static implicit operator Money?(Cents? cents) => cents is null ? null : new() { Amount = cents.Count / 100m };
    }
}
