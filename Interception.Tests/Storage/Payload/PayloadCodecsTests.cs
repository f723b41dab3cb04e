using System.Reflection;
using Interception.Keys.Types;
using Interception.Storage.Payload;
using NUnit.Framework;

namespace Interception.Tests.Storage.Payload;

[TestFixture]
internal sealed class PayloadCodecsTests
{
    [Test]
    public void Find_SameTypeTwice_IsTheSameCodec()
    {
        PayloadCodecs codecs = Copies.Codecs();

        PayloadCodec? first = codecs.Find(typeof(Zoo.Node), out _);
        PayloadCodec? second = codecs.Find(typeof(Zoo.Node), out _);

        Assert.That(first, Is.Not.Null.And.SameAs(second));
    }

    [Test]
    public void Find_TypeThatTypeShapesRefuses_NamesItsProblem()
    {
        var shapes = new TypeShapes();
        shapes.Find(typeof(Func<int>), out string? expected);

        PayloadCodec? codec = new PayloadCodecs(shapes, PayloadUse.Results).Find(typeof(Func<int>), out string? problem);

        Assert.That(codec, Is.Null);
        Assert.That(problem, Is.Not.Null.And.EqualTo(expected));
    }

    [Test]
    public void Find_NullableStructsInACollection_SaysWhatToDo()
    {
        PayloadCodec? codec = Copies.Codecs().Find(typeof(Zoo.NullableStructs), out string? problem);

        Assert.That(codec, Is.Null);
        Assert.That(problem, Does.Contain("has nullable structs for items, which can't be copied; use a class for them"));
        Assert.That(problem, Does.Contain(nameof(Zoo.Cursor)));
    }

    [Test]
    public void Find_TypeThatProtobufRefuses_SaysSoAndLeavesOtherTypesAlone()
    {
        PayloadCodecs codecs = Copies.Codecs();

        PayloadCodec? refused = codecs.Find(typeof(Zoo.TwoParents), out string? problem);
        PayloadCodec? good = codecs.Find(typeof(Zoo.Node), out string? none);

        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.Null);
            Assert.That(problem, Does.Contain("protobuf-net can't copy it (").And.Contain("); use a type of plain data"));
            Assert.That(good, Is.Not.Null);
            Assert.That(none, Is.Null);
        });
    }

    [Test]
    public async Task Find_ManyThreadsOnColdModels_AllGetWorkingCodecs()
    {
        Type[] types =
        [
            typeof(Zoo.Scalars), typeof(Zoo.Lists), typeof(Zoo.Both), typeof(Zoo.Shape), typeof(Zoo.Tuples), typeof(Zoo.Contract),
        ];
        PayloadCodecs codecs = Copies.Codecs();
        const int Threads = 64;
        using var start = new ManualResetEventSlim();
        Task<PayloadCodec?>[] found = [.. Enumerable.Range(0, Threads).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.Wait();
                PayloadCodec? codec = codecs.Find(types[i % types.Length], out _);
                codec?.Deserialize(codec.Serialize(null));
                return codec;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];

        start.Set();
        PayloadCodec?[] all = await Task.WhenAll(found);

        Assert.That(all, Has.None.Null);
        Assert.That(all.Distinct().Count(), Is.EqualTo(types.Length));
    }

    [Test]
    public async Task Serialize_ManyThreadsOnOneCodec_EachGetsItsOwnValue()
    {
        PayloadCodec codec = Copies.CodecOf(typeof(Zoo.Node));

        bool[] right = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() =>
            ((Zoo.Node)codec.Deserialize(codec.Serialize(new Zoo.Node { Value = i }))!).Value == i)));

        Assert.That(right, Has.All.True);
    }

    [Test]
    public void NullWrapping_InternalSetters_AreThereInThisVersion()
    {
        var model = ProtoBuf.Meta.RuntimeTypeModel.Create("guard");
        ProtoBuf.Meta.ValueMember member = model.Add(typeof(Zoo.Lists), applyDefaultBehaviour: false).AddField(1, "Strings");

        NullWrapping.Collection(member);
        NullWrapping.Items(member);

        Assert.That((IsSet("NullWrappedCollection"), IsSet("NullWrappedValue")), Is.EqualTo((true, true)));

        bool IsSet(string name) => (bool)typeof(ProtoBuf.Meta.ValueMember)
            .GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!
            .GetValue(member)!;
    }
}
