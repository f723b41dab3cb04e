using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using Interception.Keys.Types;

namespace Interception.Tests.Keys.Types;

[TestFixture]
internal sealed class StateMembersTests
{
    [TestCase(typeof(Named), "Number", "m_count", "text")]
    [TestCase(typeof((int, string)), "Item1", "Item2")]
    [TestCase(typeof(Tuple<int, string>), "Item1", "Item2")]
    public void NameOf_Field_IsTheNameThatDevelopersKnow(Type type, params string[] names) =>
        Assert.That(StateMembers.Of(type).Select(StateMembers.NameOf), Is.EqualTo(names));

    [Test]
    public void NameOf_FieldOfAClosure_IsItsOwnName()
    {
        int captured = 1;
        Func<string> closure = () => $"{captured} {Described()}";

        IEnumerable<string> names = StateMembers.Of(closure.Target!.GetType()).Select(StateMembers.NameOf);

        Assert.That(names, Is.EqualTo(["<>4__this", "captured"]));
        Assert.That(closure(), Is.EqualTo("1 StateMembersTests"));
    }

    [Test]
    public void NameOf_PropertyOfAGenericInterface_IsItsOwnName()
    {
        PropertyInfo property = StateMembers.Properties(typeof(Explicit)).Single();

        Assert.That(StateMembers.NameOf(property), Is.EqualTo(property.Name).And.EndsWith("INumbered<System.Int32>.Number"));
    }

    // Which of the two comes first must not depend on the order in which they are declared.
    [Test]
    public void Of_FieldsThatShareAName_AreSortedByTheirOwnNames()
    {
        IReadOnlyList<MemberInfo> fields = StateMembers.Of(typeof(Twice));

        Assert.That(fields.Select(StateMembers.NameOf), Is.EqualTo(["Item1", "Item1"]));
        Assert.That(fields.Select(field => field.Name), Is.EqualTo(["Item1", "m_Item1"]));
    }

    [Test]
    public void IsMarked_FieldItself_Counts()
    {
        IReadOnlyList<MemberShape> members = new TypeShapes().Find(typeof(Marked), out _)!.Members;

        Assert.That(members.Where(member => member.KeyIgnored).Select(member => member.Name), Is.EqualTo(["Trace"]));
        Assert.That(members.Where(member => member.CompareIgnored).Select(member => member.Name), Is.EqualTo(["At"]));
    }

    [Test]
    public void IsMarked_RecordParameterBehindAMappedProperty_Counts()
    {
        IReadOnlyList<MemberShape> members = new TypeShapes().Find(typeof(MappedQuery), out _)!.Members;

        Assert.That(members.Select(member => (member.Name, member.KeyIgnored)), Is.EqualTo([("Text", false), ("Trace", true)]));
    }

    private string Described() => GetType().Name;

    internal sealed class Named(string text)
    {
        public int m_count;

        public int Number { get; set; }

        public string Describe() => text;
    }

    private interface INumbered<T>
    {
        T Number { get; }
    }

    private sealed class Explicit : INumbered<int>
    {
        int INumbered<int>.Number => 1;
    }

    internal sealed class Twice : ITuple
    {
        public int m_Item1;
        public int Item1;

        public int Length => 2;

        public object? this[int index] => index == 0 ? m_Item1 : Item1;
    }

    internal sealed class Marked
    {
        public string? Text;

        [KeyIgnore]
        public string? Trace;

        [CompareIgnore]
        public DateTime At;
    }

    [DataContract]
    private sealed record MappedQuery([property: DataMember] string Text, [property: DataMember][KeyIgnore] string Trace);
}
