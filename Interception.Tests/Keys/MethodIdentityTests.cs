using System.Reflection;
using Interception.Keys;
using NUnit.Framework;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class MethodIdentityTests
{
    [Test]
    [Property("Failure", "C14")]
    [Property("Failure", "C37")]
    public void Of_Method_NamesEverythingWithoutVersions()
    {
        MethodInfo method = typeof(IBase<int>).GetMethod("Find")!.MakeGenericMethod(typeof(List<string>));

        Assert.That(
            MethodIdentity.Of(typeof(IDerived), method, "blue", 2, typeof(string)),
            Is.EqualTo(
                "Interception.Tests.Keys.MethodIdentityTests.IDerived"
                + "|Interception.Tests.Keys.MethodIdentityTests.IBase<System.Int32>.Find"
                + "<System.Collections.Generic.List<System.String>>"
                + "(System.Int32, System.Nullable<System.Int64>, System.Int32&)#2=System.String@System.String:blue"));
    }

    [Test]
    public void Of_DifferentMethodsAndRegistrations_AreUnique()
    {
        List<string> all = [];
        foreach (MethodInfo method in typeof(IOverloads).GetMethods())
        {
            foreach (object? key in new object?[] { null, "1", 1, "" })
            {
                all.Add(MethodIdentity.Of(typeof(IOverloads), method, key, 0, null));
                all.Add(MethodIdentity.Of(typeof(IOverloads), method, key, 1, null));
                all.Add(MethodIdentity.Of(typeof(IOverloads), method, key, 0, typeof(string)));
            }
        }

        Assert.That(all, Is.Unique);
    }

    private interface IBase<T>
    {
        void Find<TItem>(T id, long? at, in int limit);
    }

    private interface IDerived : IBase<int>;

    private interface IOverloads
    {
        void Get(int id);

        void Get(int? id);

        void Get(int[] id);

        void Get(in int id, int other);

        void Get(int id, int other);

        void Get(List<int> id);

        void Get<T>(int id);
    }
}
