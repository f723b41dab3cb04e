using System.Reflection;
using Interception.Calls;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class ProxyHookTests
{
    internal class Parent
    {
        public virtual int First() => 1;

        public virtual int Second() => 2;
    }

    internal class Child : Parent
    {
        public override int First() => 3;
    }

    private static readonly MethodInfo First = typeof(Parent).GetMethod(nameof(Parent.First))!;
    private static readonly MethodInfo Second = typeof(Parent).GetMethod(nameof(Parent.Second))!;
    private static readonly MethodInfo Overridden = typeof(Child).GetMethod(nameof(Child.First))!;

    [Test, Property("Failure", "C29")]
    public void InterceptableMembers_AnyTwo_AreEqual()
    {
        (InterceptableMembers one, InterceptableMembers other) = (new(), new());

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(new InterceptableMembers().Equals(new CachedMembers([])), Is.False);
    }

    [Test, Property("Failure", "C29")]
    public void CachedMembers_EqualByTheMethodsThatTheyOverride()
    {
        Assert.That(new CachedMembers([First, Second]), Is.EqualTo(new CachedMembers([Second, Overridden])));
        Assert.That(new CachedMembers([First, Second]).GetHashCode(), Is.EqualTo(new CachedMembers([Second, First]).GetHashCode()));
        Assert.That(new CachedMembers([First]), Is.Not.EqualTo(new CachedMembers([Second])));
        Assert.That(new CachedMembers([]).Equals(new InterceptableMembers()), Is.False);
    }

    [Test]
    public void CachedMembers_InterceptsAnOverride_AndNothingElse()
    {
        var hook = new CachedMembers([First]);

        Assert.That(hook.ShouldInterceptMethod(typeof(Child), Overridden), Is.True);
        Assert.That(hook.ShouldInterceptMethod(typeof(Child), Second), Is.False);
    }
}
