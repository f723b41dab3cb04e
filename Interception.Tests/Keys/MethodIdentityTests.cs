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

    [Test]
    public void Of_GenericMethod_SeparatesItsArguments()
    {
        MethodInfo method = typeof(IPairs).GetMethod(nameof(IPairs.Join))!.MakeGenericMethod(typeof(int), typeof(string));

        Assert.That(MethodIdentity.Of(typeof(IPairs), method, null, 0, null), Does.EndWith("IPairs.Join<System.Int32, System.String>()#0"));
    }

    [Test, Property("Failure", "K21")]
    public void HasText_KeyThatIsWrittenTheSameInEveryProcess_HasOne()
    {
        object?[] keys =
        [
            null, "", KeyZoo.Color.Red, Guid.Empty, typeof(int), true, 'a', (sbyte)1, (byte)1, (short)1, (ushort)1, 1, 1u, 1L, 1UL,
        ];

        Assert.That(keys.Where(key => !MethodIdentity.HasText(key)), Is.Empty);
    }

    // Their texts depend on the culture, say nothing, or are the user's own.
    [Test, Property("Failure", "K21")]
    public void HasText_AnyOtherKey_HasNone()
    {
        object?[] keys = [new object(), 1.0, 1f, 1m, DateTime.UnixEpoch, TimeSpan.Zero, new Uri("http://host"), (1, 2), new int[1]];

        Assert.That(keys.Where(MethodIdentity.HasText), Is.Empty);
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

    private interface IPairs
    {
        void Join<TLeft, TRight>();
    }

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
