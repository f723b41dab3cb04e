using System.Runtime.Serialization;
using Interception.Keys.Types;
using ProtoBuf;

namespace Interception.Tests.Keys.Types;

[TestFixture]
internal sealed class ContractMembersTests
{
    [Test]
    public void Of_SeveralMembers_AreSortedByName() => Assert.That(NamesOf(typeof(Declared)), Is.EqualTo(["Ant", "Bee", "Cat"]));

    [Test]
    public void Of_AllThatIsPublic_AreFieldsAndPropertiesThatCanBeSet()
    {
        Assert.That(NamesOf(typeof(Public)), Is.EqualTo(["Noted", "Shown"]));
        Assert.That(new TypeShapes().Find(typeof(Public), out _)!.Members.Select(member => member.Name), Is.EqualTo(["Noted", "Shown"]));
    }

    private static IEnumerable<string> NamesOf(Type type) => ContractMembers.Of(type).Select(member => member.Name);

    [DataContract]
    internal sealed class Declared
    {
        [DataMember]
        public int Cat { get; set; }

        [DataMember]
        public int Ant { get; set; }

        [DataMember]
        public int Bee;
    }

    [ProtoContract(ImplicitFields = ImplicitFields.AllPublic)]
    internal sealed class Public
    {
        public int Noted;

        [ProtoIgnore]
        public int Left;

        public int Shown { get; set; }

        public int Twice => Shown * 2;
    }
}
