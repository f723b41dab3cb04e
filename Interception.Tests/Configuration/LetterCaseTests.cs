using Interception.Configuration;
using Interception.Tests.Configuration.Services;
using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Configuration;

/// <summary>Methods whose names differ by case alone: C# tells them apart, and configuration does not.</summary>
[TestFixture]
internal sealed class LetterCaseTests
{
    internal interface ICased
    {
        string Get(int id);

        string get(int id);

        string GET(string id);
    }

    private sealed class Cased(Tally tally) : ICased
    {
        public string Get(int id) => tally.Run("Get");

        public string get(int id) => tally.Run("get");

        public string GET(string id) => tally.Run("GET");
    }

    [Test, Property("Failure", "C36")]
    public void Call_NamedInCode_EachIsCachedByItself()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddSingleton<ICased, Cased>();
        services.CacheMethods("ICased.Get", "ICased.get").DecorateWithCaching<ICased>();
        using ServiceProvider provider = services.BuildStrict();
        var cased = provider.GetRequiredService<ICased>();

        for (int round = 0; round < 2; round++)
        {
            Assert.That((cased.Get(1), cased.get(1), cased.GET("1")), Is.EqualTo(("Get", "get", "GET")));
        }

        Assert.That(tally.Runs, Is.EqualTo(4), "two answers, and two calls of what nobody has named");
        Assert.That(provider.GetProblems(), Is.Empty);
    }

    [Test, Property("Failure", "C36")]
    public void Read_ConfiguredNameFitsTwoButForItsCase_IsAProblemAndNeitherIsCached()
    {
        PolicyReading reading = Read("""{ "Methods": { "ICased.Get": { "Expiry": "1m" }, "ICased.get": { "Check": "Off" } } }""");

        Assert.That(reading.Problems, Has.Count.EqualTo(1));
        Assert.That(reading.Problems[0], Does.Match(
            "^Interception:Methods:ICased.[Gg]et: is the same name as 'LetterCaseTests.ICased.[Gg]et\\(int\\)', because configuration does not tell "
            + "upper from lower case; put \\[Cached\\] on the methods instead, or name them in code.$"));
        Assert.That(reading.Snapshot.Policies.All, Is.Empty);
    }

    [TestCase("ICased.GET(string)", "LetterCaseTests.ICased.GET(string)")]
    [TestCase("ICased.Get(int)", null)]
    [Property("Failure", "C36")]
    public void Read_ConfiguredNameWithParameters_IsAProblemOnlyIfTheyFitTwo(string name, string? method)
    {
        PolicyReading reading = Read($$"""{ "Methods": { "{{name}}": { "Expiry": "1m" } } }""");

        Assert.That(reading.Problems, Has.Count.EqualTo(method is null ? 1 : 0));
        Assert.That(reading.Snapshot.Policies.All.Keys.Select(static one => one.ToString()), Is.EqualTo(method is null ? [] : new[] { method }));
    }

    private static PolicyReading Read(string json) =>
        new PolicyReader([PolicySource.From(Readings.Json(json))], Candidates.Of(typeof(ICased)), []).Read();
}
