using System.Reflection;
using System.Reflection.Emit;
using Interception.Calls;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class ProxiabilityTests
{
    /// <summary>A public interface around a type that nobody else sees.</summary>
    internal interface IWrapping<T>
    {
        T Find(int id);
    }

    private sealed class Unseen;

    [Test, Property("Failure", "C5")]
    public void FindProblem_InternalInterfaceOfAnotherAssembly_QuotesTheAttributeToWrite()
    {
        Type service = Define("Shop", TypeAttributes.NotPublic);

        Assert.That(Proxiability.FindProblem(service, null), Is.EqualTo(
            "'IStock' is not accessible to the proxy; make it public, or internal with "
            + "[assembly: InternalsVisibleTo(\"DynamicProxyGenAssembly2\")] in Shop"));
        Assert.That(Proxiability.FindProblem(Define("Shop", TypeAttributes.Public), null), Is.Null);
    }

    [Test, Property("Failure", "C5")]
    public void FindProblem_InternalInterfaceOfAStrongNamedAssembly_QuotesTheKeyToo()
    {
        Type service = Array.Find(typeof(string).Assembly.GetTypes(), static type => type is { IsInterface: true, IsNotPublic: true })!;

        Assert.That(Proxiability.FindProblem(service, null), Does.Match(
            "is not accessible to the proxy; .*\\(\"DynamicProxyGenAssembly2, PublicKey=[0-9a-f]{320}\"\\)\\] in System.Private.CoreLib$"));
    }

    [Test]
    public void FindProblem_TypeArgumentThatIsNotAccessible_IsTheOneToBlame() =>
        Assert.That(Proxiability.FindProblem(typeof(IWrapping<Unseen>), null), Does.StartWith("'ProxiabilityTests.Unseen' is not accessible to the proxy;"));

    [TestCase(typeof(Func<int>), null, "it is neither an interface nor a class")]
    [TestCase(typeof(int), typeof(int), "it is neither an interface nor a class")]
    [TestCase(typeof(string), typeof(string), "the class 'string' is sealed; unseal it, or put an interface in front of it")]
    [Property("Failure", "C4")]
    public void FindProblem_NoServiceAtAll_SaysSo(Type service, Type? implementation, string problem) =>
        Assert.That(Proxiability.FindProblem(service, implementation), Is.EqualTo(problem));

    private static Type Define(string assembly, TypeAttributes visibility) => AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName(assembly), AssemblyBuilderAccess.Run).DefineDynamicModule("m")
        .DefineType("IStock", TypeAttributes.Interface | TypeAttributes.Abstract | visibility).CreateType();
}
