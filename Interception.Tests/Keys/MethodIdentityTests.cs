using System.Reflection;
using System.Reflection.Emit;
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
                "Interception.Tests!Interception.Tests.Keys.MethodIdentityTests.IDerived"
                + "|Interception.Tests!Interception.Tests.Keys.MethodIdentityTests.IBase<System.Int32>.Find"
                + "<System.Collections.Generic.List<System.String>>"
                + "(System.Int32, System.Nullable<System.Int64>, System.Int32&)#2=System.String@System.String:blue"));
    }

    [Test, Property("Failure", "K1"), Property("Failure", "K21")]
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

    [Test, Property("Failure", "K1")]
    public void Of_HundredsOfOverloads_AreUnique()
    {
        MethodInfo[] methods =
        [
            .. ((Type[])[typeof(Convert), typeof(Math), typeof(BitConverter), typeof(string)])
                .SelectMany(type => type.GetMethods().Where(method => method.DeclaringType == type)),
            .. ((Type[])[typeof(int), typeof(long), typeof(string), typeof(int?), typeof(int[]), typeof(List<int>)])
                .Select(type => typeof(Array).GetMethod(nameof(Array.Empty))!.MakeGenericMethod(type)),
        ];

        string[] all = [.. methods.Select(method => MethodIdentity.Of(typeof(IOverloads), method, null, 0, null))];

        Assert.That(all, Has.Length.GreaterThan(500));
        Assert.That(all, Is.Unique);
    }

    [Test, Property("Failure", "K1")]
    public void Of_TypesOfOneNameInTwoAssemblies_AreApart()
    {
        (Type one, Type other) = (InAssembly("Shop"), InAssembly("Warehouse"));
        Assert.That(one.FullName, Is.EqualTo(other.FullName));

        string[] all =
        [
            MethodIdentity.Of(one, one.GetMethod("Find")!, null, 0, null), MethodIdentity.Of(other, other.GetMethod("Find")!, null, 0, null),
            OfBase(typeof(IBase<>).MakeGenericType(one), null), OfBase(typeof(IBase<>).MakeGenericType(other), null),
            OfBase(typeof(IBase<int>), one), OfBase(typeof(IBase<int>), other),
        ];

        Assert.That(all, Is.Unique);

        static string OfBase(Type service, Type? implementation) =>
            MethodIdentity.Of(service, service.GetMethod("Find")!.MakeGenericMethod(typeof(int)), null, 0, implementation);
    }

    private static Type InAssembly(string assembly)
    {
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(assembly), AssemblyBuilderAccess.Run)
            .DefineDynamicModule(assembly).DefineType("Goods.IPrices", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        type.DefineMethod("Find", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, typeof(int), [typeof(int)]);
        return type.CreateType();
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
