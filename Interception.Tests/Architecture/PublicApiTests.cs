using NUnit.Framework;
using PublicApiGenerator;

namespace Interception.Tests.Architecture;

/// <summary>Holds the public surface to the approved text, so that a member becomes public only on purpose.</summary>
[TestFixture]
internal sealed class PublicApiTests
{
    private const string AcceptVariable = "INTERCEPTION_ACCEPT_API";

    private static readonly string ApprovedPath =
        Path.Combine(SourceTree.Root, "Interception.Tests", "Architecture", "PublicApi.approved.txt");

    [Test]
    public void PublicApi_IsAsApproved()
    {
        string received = typeof(IMethodCache).Assembly
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(ApprovedPath, received);
        }

        string approved = File.Exists(ApprovedPath) ? File.ReadAllText(ApprovedPath).ReplaceLineEndings("\n") : "";

        Assert.That(FirstDifference(approved, received), Is.Null);
    }

    [Test]
    public void FirstDifference_AddedMember_NamesTheLineAndTheWayToAcceptIt()
    {
        string? difference = FirstDifference("class A\n{\n}\n", "class A\n{\n    int B;\n}\n");

        Assert.That(difference, Does.Contain("PublicApi.approved.txt:3:"));
        Assert.That(difference, Does.Contain("approved: }"));
        Assert.That(difference, Does.Contain("received:     int B;"));
        Assert.That(difference, Does.Contain("INTERCEPTION_ACCEPT_API=1 dotnet test Interception.Tests --filter PublicApi_IsAsApproved"));
    }

    [Test]
    public void FirstDifference_RemovedLastLine_NamesIt() =>
        Assert.That(FirstDifference("class A;\nclass B;\n", "class A;\n"), Does.Contain("PublicApi.approved.txt:2:"));

    [Test]
    public void FirstDifference_SameText_IsNull() => Assert.That(FirstDifference("class A;\n", "class A;\n"), Is.Null);

    private static string? FirstDifference(string approved, string received)
    {
        if (approved == received)
        {
            return null;
        }

        string[] before = approved.Split('\n');
        string[] after = received.Split('\n');
        int line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            The public surface is not the approved one.
            {ApprovedPath}:{line + 1}:
              approved: {before.ElementAtOrDefault(line)}
              received: {after.ElementAtOrDefault(line)}
            If the change is wanted, accept it, look at the diff of that file, and name it in CHANGELOG.md:
              {AcceptVariable}=1 dotnet test Interception.Tests --filter PublicApi_IsAsApproved
            """;
    }
}
