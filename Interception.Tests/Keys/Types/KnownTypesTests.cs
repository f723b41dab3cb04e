using Interception.Keys.Types;

namespace Interception.Tests.Keys.Types;

[TestFixture]
internal sealed class KnownTypesTests
{
    [TestCase("System", true)]
    [TestCase("mscorlib", true)]
    [TestCase("netstandard", true)]
    [TestCase("System.Shop", true)]
    [TestCase("Microsoft.Shop", true)]
    [TestCase("Systems", false)]
    [TestCase("Microsoft", false)]
    [TestCase("Shop.System", false)]
    public void IsFramework_Type_IsToldByItsAssembly(string assembly, bool isFramework) =>
        Assert.That(KnownTypes.IsFramework(ForeignType.In(assembly, "Goods.Item")), Is.EqualTo(isFramework));
}
