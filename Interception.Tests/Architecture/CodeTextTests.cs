using NUnit.Framework;

namespace Interception.Tests.Architecture;

[TestFixture]
internal sealed class CodeTextTests
{
    [TestCase("a // b", "a")]
    [TestCase("a /* b */ c", "a c")]
    [TestCase("a \"b\" c", "a c")]
    [TestCase("a \"b \\\" b\" c", "a c")]
    [TestCase("a \"\\\\\" c // d", "a c")]
    [TestCase("a @\"b \"\" b\\\" c", "a c")]
    [TestCase("a $\"b\" c", "a $ c")]
    [TestCase("a '\"' c", "a c")]
    [TestCase("a \"\"\"b \"b\" b\"\"\" c", "a c")]
    [TestCase("a \"http://b\" c", "a c")]
    [TestCase("a \"unclosed", "a")]
    [TestCase("a /* unclosed", "a")]
    public void WithoutCommentsAndLiterals_LeavesTheCode(string text, string code) =>
        Assert.That(Words(CodeText.WithoutCommentsAndLiterals(text)), Is.EqualTo(Words(code)));

    [TestCase("/* a\n b */ c")]
    [TestCase("\"\"\"\n a\n \"\"\"; c")]
    [TestCase("@\"a\n\n\"; c")]
    [TestCase("// a\r\nb")]
    public void WithoutCommentsAndLiterals_KeepsTheLines(string text)
    {
        string code = CodeText.WithoutCommentsAndLiterals(text);

        Assert.That(code.Count(character => character == '\n'), Is.EqualTo(text.Count(character => character == '\n')));
        Assert.That(code.Split('\n')[^1].Trim(), Is.Not.Empty);
    }

    [Test]
    public void Root_HoldsTheLibrary() => Assert.That(SourceTree.Library.Select(file => file.Path), Has.Member("Interception/IMethodCache.cs"));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
