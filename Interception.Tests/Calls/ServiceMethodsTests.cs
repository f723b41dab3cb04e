using Interception.Calls;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class ServiceMethodsTests
{
    internal interface ILeft
    {
        int Find();

        static int Shared() => Hidden();

        private static int Hidden() => 1;
    }

    internal interface IRight
    {
        int Find();
    }

    internal interface IBottom : ILeft, IRight
    {
        new int Find();
    }

    internal class Parent
    {
        public virtual int Kept() => 1;

        public virtual int Replaced() => 1;

        public override string ToString() => Secret();

        protected virtual int Visible() => 1;

        private string Secret() => "secret";
    }

    internal sealed class Child : Parent
    {
        public override int Replaced() => 2;
    }

    [Test, Property("Failure", "C37")]
    public void Of_Diamond_ListsEveryDeclaration() =>
        Assert.That(
            ServiceMethods.Of(typeof(IBottom)).Select(static one => $"{one.DeclaringType!.Name}.{one.Name}"),
            Is.EquivalentTo(new[] { "IBottom.Find", "ILeft.Find", "IRight.Find", "ILeft.Shared" }));

    [Test]
    public void Of_Class_ListsWhatADerivedClassSees_ButObjectsOwn() =>
        Assert.That(
            ServiceMethods.Of(typeof(Child)).Select(static one => $"{one.DeclaringType!.Name}.{one.Name}"),
            Is.EquivalentTo(new[] { "Child.Replaced", "Parent.Kept", "Parent.Visible" }));
}
