using Interception.Keys.Types;
using NUnit.Framework;

namespace Interception.Tests.Keys.Types;

[TestFixture]
internal sealed class TypeNamesTests
{
    [TestCase(typeof(int), "int", "System.Int32")]
    [TestCase(typeof(long?), "long?", "System.Nullable<System.Int64>")]
    [TestCase(typeof(string[]), "string[]", "System.String[]")]
    [TestCase(typeof(int[][,]), "int[][,]", "System.Int32[][,]")]
    [TestCase(
        typeof(Dictionary<string, object>),
        "Dictionary<string, object>",
        "System.Collections.Generic.Dictionary<System.String, System.Object>")]
    [TestCase(
        typeof(Outer<int>.Inner<string>),
        "TypeNamesTests.Outer<int>.Inner<string>",
        "Interception.Tests.Keys.Types.TypeNamesTests.Outer<System.Int32>.Inner<System.String>")]
    [TestCase(
        typeof(Outer<int>.Plain),
        "TypeNamesTests.Outer<int>.Plain",
        "Interception.Tests.Keys.Types.TypeNamesTests.Outer<System.Int32>.Plain")]
    [TestCase(typeof(List<>), "List<T>", "System.Collections.Generic.List<T>")]
    public void DisplayAndFull_Type_ReadLikeCSharp(Type type, string display, string full)
    {
        Assert.That(TypeNames.Display(type), Is.EqualTo(display));
        Assert.That(TypeNames.Full(type), Is.EqualTo(full));
    }

    [TestCase(typeof(bool), "bool")]
    [TestCase(typeof(byte), "byte")]
    [TestCase(typeof(sbyte), "sbyte")]
    [TestCase(typeof(short), "short")]
    [TestCase(typeof(ushort), "ushort")]
    [TestCase(typeof(int), "int")]
    [TestCase(typeof(uint), "uint")]
    [TestCase(typeof(long), "long")]
    [TestCase(typeof(ulong), "ulong")]
    [TestCase(typeof(nint), "nint")]
    [TestCase(typeof(nuint), "nuint")]
    [TestCase(typeof(char), "char")]
    [TestCase(typeof(float), "float")]
    [TestCase(typeof(double), "double")]
    [TestCase(typeof(decimal), "decimal")]
    [TestCase(typeof(string), "string")]
    [TestCase(typeof(object), "object")]
    [TestCase(typeof(void), "void")]
    [TestCase(typeof(Guid), null)]
    public void FindKeyword_Type_IsThatOfCSharp(Type type, string? keyword)
    {
        Assert.That(TypeNames.FindKeyword(type), Is.EqualTo(keyword));
        Assert.That(TypeNames.Display(type), Is.EqualTo(keyword ?? type.Name));
    }

    [TestCase(typeof(int?), "System.Nullable<System.Int32>")]
    [TestCase(
        typeof(Outer<int>.Inner<KeyZoo.Filter[]>),
        "Interception.Tests!Interception.Tests.Keys.Types.TypeNamesTests.Outer<System.Int32>"
        + ".Inner<Interception.Tests!Interception.Tests.Keys.KeyZoo.Filter[]>")]
    public void Qualified_Type_HasTheAssemblyOfEachThatIsNotTheFrameworks(Type type, string qualified) =>
        Assert.That(TypeNames.Qualified(type), Is.EqualTo(qualified));

    internal static class Outer<T>
    {
        internal static class Plain;

        internal static class Inner<TOther>;
    }
}
