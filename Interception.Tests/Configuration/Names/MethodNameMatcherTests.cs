using Interception.Configuration.Names;
using Interception.Tests.Configuration.Services;
using NUnit.Framework;

namespace Interception.Tests.Configuration.Names;

[TestFixture]
internal sealed class MethodNameMatcherTests
{
    private const string Space = "Interception.Tests.Configuration.Services";

    private static readonly Type[] Services =
        [typeof(IPrices), typeof(Shapes.IInner), typeof(Shapes.IRepo<int>), typeof(Shapes.IRepo<List<string>>)];

    [TestCase("IPrices.Find", "IPrices.Find(int)|IPrices.Find(int, string)", 0)]
    [TestCase("IPrices.Find(int)", "IPrices.Find(int)", 2)]
    [TestCase(" IPrices . Find ( System.Int32 , String ) ", "IPrices.Find(int, string)", 2)]
    [TestCase(Space + ".IPrices.Find", "IPrices.Find(int)|IPrices.Find(int, string)", 1)]
    [TestCase(Space + ".IPrices.Find(Int32)", "IPrices.Find(int)", 3)]
    [TestCase("IPrices.Count", "IPrices.Count()", 0)]
    [TestCase("IPrices.Count()", "IPrices.Count()", 2)]
    [TestCase("IInner.Get(int?, string?)", "Shapes.IInner.Get(int?, string)", 2)]
    [TestCase("Shapes.IInner.Get(Nullable<int>, System.String)", "Shapes.IInner.Get(int?, string)", 2)]
    [TestCase("Shapes+IInner.Get(int[], int[][,])", "Shapes.IInner.Get(int[], int[][,])", 2)]
    [TestCase(Space + ".Shapes.IInner.Get(Guid)", "Shapes.IInner.Get(Guid)", 3)]
    [TestCase(
        "Shapes.IInner.Get(System.Collections.Generic.List<Dictionary<string,Int32?>>)",
        "Shapes.IInner.Get(List<Dictionary<string, int?>>)",
        2)]
    [TestCase("Shapes.IInner.Get((int, string))", "Shapes.IInner.Get(ValueTuple<int, string>)", 2)]
    [TestCase("Shapes.IInner.Get(ValueTuple<int, string>)", "Shapes.IInner.Get(ValueTuple<int, string>)", 2)]
    [TestCase("Shapes.IInner.Get(Shapes.Box<int>.Slot<string>)", "Shapes.IInner.Get(Shapes.Box<int>.Slot<string>)", 2)]
    [TestCase("Shapes.IInner.Get(T)", "Shapes.IInner.Get(T)", 2)]
    [TestCase("IRepo<int>.Load", "Shapes.IRepo<int>.Load(int)", 0)]
    [TestCase("Shapes.IRepo<List<String>>.Load(List<string>)", "Shapes.IRepo<List<string>>.Load(List<string>)", 2)]
    public void Match_Name_FindsItsMethods(string name, string expected, int exactness)
    {
        MethodNameMatch match = new MethodNameMatcher(Candidates.Of(Services)).Match(name);

        Assert.That(match.Problem, Is.Null);
        Assert.That(string.Join('|', match.Methods.Select(method => method.ToString())), Is.EqualTo(expected));
        Assert.That(match.Exactness, Is.EqualTo(exactness));
    }

    [Test]
    public void Match_OwnTextOfEachMethod_FindsThatMethodAlone()
    {
        MethodNameMatcher matcher = new(Candidates.Of(Services));

        Assert.Multiple(() =>
        {
            foreach (Interception.Configuration.CandidateMethod method in Candidates.Of(Services))
            {
                Assert.That(matcher.Match(method.ToString()).Methods, Is.EqualTo(new[] { method }), method.ToString());
            }
        });
    }

    [TestCase("IPrice.Find", true, "no service 'IPrice' is decorated with caching; did you mean 'IPrices'?")]
    [TestCase("iprices.Find", true, "no service 'iprices' is decorated with caching; did you mean 'IPrices'?")]
    [TestCase("IRepo.Load", true, "no service 'IRepo' is decorated with caching; add services.DecorateWithCaching<IRepo>().")]
    [TestCase("Shapes.IRepo.Load", true,
        "no service 'Shapes.IRepo' is decorated with caching; did you mean 'Shapes.IRepo<int>'?")]
    [TestCase("Services.IPrices.Find", true,
        "no service 'Services.IPrices' is decorated with caching; add services.DecorateWithCaching<Services.IPrices>().")]
    [TestCase("I.Find", true, "no service 'I' is decorated with caching; add services.DecorateWithCaching<I>().")]
    [TestCase("ICustomers.Find(int)", true,
        "no service 'ICustomers' is decorated with caching; add services.DecorateWithCaching<ICustomers>().")]
    [TestCase("IPrices.Fnd", true, "'IPrices' has no method 'Fnd'; did you mean 'Find'?")]
    [TestCase("IPrices.find", true, "'IPrices' has no method 'find'; did you mean 'Find'?")]
    [TestCase("IPrices.Remove", true,
        "'IPrices' has no method 'Remove'; its methods are 'Find', 'Latest', 'Plain', 'Count'.")]
    [TestCase("IPrices.Find(long)", true,
        "'IPrices.Find' has no overload with these parameters; its overloads are 'Find(int)', 'Find(int, string)'.")]
    [TestCase("IPrices.Find()", true,
        "'IPrices.Find' has no overload with these parameters; its overloads are 'Find(int)', 'Find(int, string)'.")]
    [TestCase("IPrices.Find(int?)", true,
        "'IPrices.Find' has no overload with these parameters; its overloads are 'Find(int)', 'Find(int, string)'.")]
    [TestCase("Interception<int>.Tests.Configuration.Services.IPrices.Find", true,
        "no service 'Interception<int>.Tests.Configuration.Services.IPrices' is decorated with caching; "
        + "did you mean 'Interception.Tests.Configuration.Services.IPrices'?")]
    [TestCase("IPrices.*", false, "\"IPrices.*\" has a wildcard; name each method, or put [Cached] on it.")]
    [TestCase("Find", false, "\"Find\" is not the name of a method; write 'IPrices.Find' or 'IPrices.Find(int, string)'.")]
    [TestCase("", false, "\"\" is not the name of a method; write 'IPrices.Find' or 'IPrices.Find(int, string)'.")]
    [Property("Failure", "F1")]
    public void Match_WrongName_SaysWhatWasMeant(string name, bool isMissing, string expected)
    {
        MethodNameMatch match = new MethodNameMatcher(Candidates.Of(Services)).Match(name);

        Assert.That((match.Problem, match.IsMissing, match.Methods.Count), Is.EqualTo((expected, isMissing, 0)));
    }

    [TestCase("A.B(")]
    [TestCase("A.B)")]
    [TestCase("A.B(int")]
    [TestCase("A.B(int,)")]
    [TestCase("A.B(int[)")]
    [TestCase("A.B(()")]
    [TestCase("A.B((int))")]
    [TestCase("A.B<int>")]
    [TestCase("A<.B")]
    [TestCase("A<>.B")]
    [TestCase("A..B")]
    [TestCase(".B")]
    [TestCase("A.")]
    [TestCase("A.B C")]
    [TestCase("A.B(ref int)")]
    [TestCase("1A.B")]
    [TestCase("A`1.B")]
    [TestCase("A.B()x")]
    public void TryParse_MalformedName_IsRefused(string name)
    {
        Assert.That(MethodNameParser.TryParse(name, out _, out string? problem), Is.False);
        Assert.That(problem, Does.StartWith($"\"{name}\" is not the name of a method;"));
    }

    [TestCase('<')]
    [TestCase('(')]
    [TestCase('[')]
    public void TryParse_EndlessNesting_IsRefused(char bracket)
    {
        string nested = string.Concat(Enumerable.Repeat(bracket == '(' ? "(" : "A" + bracket, 100_000));
        string name = "A.B(" + nested;

        Assert.That(MethodNameParser.TryParse(name, out _, out _), Is.False);
    }

    [TestCase("?")]
    [TestCase("[]")]
    public void TryParse_EndlessSuffixes_AreRefused(string suffix)
    {
        string name = $"A.B(int{string.Concat(Enumerable.Repeat(suffix, 100_000))})";

        Assert.That(MethodNameParser.TryParse(name, out _, out _), Is.False);
    }

    [Test, Property("Failure", "C36"), Property("Failure", "F13")]
    public void Match_ShortNameOfTwoServices_ListsBoth()
    {
        MethodNameMatcher matcher = new(Candidates.Of(typeof(IPrices), typeof(Services.Other.IPrices)));

        MethodNameMatch match = matcher.Match("IPrices.Find(int)");

        Assert.That(match.Problem, Is.EqualTo(
            $"'IPrices' is ambiguous: it may be '{Space}.IPrices', '{Space}.Other.IPrices'; write the full name."));
        Assert.That((match.IsMissing, match.Methods.Count), Is.EqualTo((false, 3)));
        Assert.That(matcher.Match($"{Space}.Other.IPrices.Find").Methods, Has.Count.EqualTo(1));
    }
}
