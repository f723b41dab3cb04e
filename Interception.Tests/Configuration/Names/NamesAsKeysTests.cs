using Interception.Configuration;
using Interception.Tests.Configuration.Services;
using NUnit.Framework;

namespace Interception.Tests.Configuration.Names;

/// <summary>Names of methods are keys of a configuration, whose sections are separated by ':'.</summary>
[TestFixture]
internal sealed class NamesAsKeysTests
{
    private static readonly CandidateMethod[] Methods =
        Candidates.Of(typeof(IPrices), typeof(Shapes.IInner), typeof(Shapes.IRepo<int>), typeof(Shapes.IRepo<List<string>>));

    [TestCaseSource(nameof(Methods))]
    [Property("Failure", "F9")]
    public void Read_OwnTextOfAMethodAsAKeyInJson_NamesThatMethod(CandidateMethod method)
    {
        PolicySource source = PolicySource.From(Readings.Json($$"""{ "Methods": { "{{method}}": { "Expiry": "7m" } } }"""));

        PolicyReading reading = new PolicyReader([source], Methods, []).Read();

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Snapshot.Policies.All.Where(static one => one.Value.Expiry.Minutes == 7).Select(static one => one.Key), Is.EqualTo(new[] { method }));
    }
}
