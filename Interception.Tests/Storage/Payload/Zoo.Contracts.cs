using System.Runtime.Serialization;
using ProtoBuf;

namespace Interception.Tests.Storage.Payload;

/// <summary>Types that say themselves what their members are.</summary>
internal static partial class Zoo
{
    [ProtoContract]
    public sealed class Contract
    {
        [ProtoMember(3)]
        public string? Text { get; set; } = "initial";

        [ProtoMember(7)]
        public List<string?>? Items { get; set; } = ["initial"];

        [ProtoMember(8)]
        public byte[]? Bytes { get; set; } = [1];

        [ProtoIgnore]
        public int Ignored { get; set; } = 5;
    }

    [ProtoContract]
    public sealed class FullContract
    {
        [ProtoMember(1)]
        public string? Text { get; set; } = "initial";

        [ProtoMember(2)]
        private int _count = 7;

        [ProtoMember(3)]
        public List<string>? Items { get; set; } = ["initial"];

        public int Count
        {
            get => _count;
            set => _count = value;
        }
    }

    [DataContract]
    public sealed class NoDefaultConstructor(int value)
    {
        [DataMember(Order = 1)]
        public int Value { get; private set; } = value;
    }

    [ProtoContract]
    [ProtoInclude(10, typeof(DerivedContract))]
    public class BaseContract
    {
        [ProtoMember(1)]
        public int Id { get; set; }
    }

    [ProtoContract]
    public sealed class DerivedContract : BaseContract
    {
        [ProtoMember(1)]
        public string? Name { get; set; }
    }

    public sealed record Query(string Text, [property: KeyIgnore] string? Trace);

    [ProtoContract]
    public sealed class ContractQuery
    {
        [ProtoMember(1)]
        public string? Text { get; set; }

        [ProtoMember(2)]
        [KeyIgnore]
        public string? Trace { get; set; }
    }
}
