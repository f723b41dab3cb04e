using NUnit.Framework;

namespace Interception.Tests.Architecture;

/// <summary>Holds the rules of the house over the source as it is. RuleSelfTests shows that each of them can fail.</summary>
[TestFixture]
internal sealed class HouseRulesTests
{
    [Test]
    public void Library_Imports_FollowTheTable() => AssertNone(ImportRule.Check(SourceTree.Library));

    [Test]
    public void Library_Vendors_StayInTheirRooms() => AssertNone(SourceTree.Library.SelectMany(VendorRule.Check));

    [Test]
    public void Library_ServiceProvider_IsKnownToFew() => AssertNone(SourceTree.Library.SelectMany(ServiceProviderRule.Check));

    [Test]
    public void Library_Files_AreShort() => AssertNone(SourceTree.Library.SelectMany(ShapeRule.CheckLength));

    [Test]
    public void Library_Namespaces_EqualFolders() => AssertNone(SourceTree.Library.SelectMany(ShapeRule.CheckNamespace));

    [Test]
    public void Tests_Namespaces_EqualFolders() => AssertNone(SourceTree.Tests.SelectMany(ShapeRule.CheckNamespace));

    [Test]
    public void Library_Stages_HaveNoPublicTypes() => AssertNone(SourceTree.Library.SelectMany(ShapeRule.CheckVisibility));

    [Test]
    public void Library_Calls_NeitherBlockNorReadTheWallClock() => AssertNone(SourceTree.Library.SelectMany(BannedCallRule.CheckLibrary));

    [Test]
    public void Tests_Calls_NeverSleep() => AssertNone(SourceTree.Tests.SelectMany(BannedCallRule.CheckTests));

    [Test]
    public void Assembly_TypesOutsideTheRootNamespace_AreInternal()
    {
        IEnumerable<string> exposed = typeof(IMethodCache).Assembly.GetExportedTypes()
            .Where(type => type.Namespace != nameof(Interception))
            .Select(type => type.FullName!);

        Assert.That(exposed, Is.Empty, "only the namespace Interception is public");
    }

    private static void AssertNone(IEnumerable<Breach> breaches)
    {
        string[] lines = [.. breaches.Select(breach => breach.ToString())];

        Assert.That(lines, Is.Empty, () => Environment.NewLine + string.Join(Environment.NewLine, lines));
    }
}
