using System.Text;
using Interception.Configuration;
using Interception.Tests.Configuration.Services;
using Microsoft.Extensions.Configuration;

namespace Interception.Tests.Configuration;

/// <summary>Reads settings for <see cref="IPrices"/>, with the VaryBy names "culture" and "tenant".</summary>
internal static class Readings
{
    public static readonly CandidateMethod FindById = Candidates.The<IPrices>("IPrices.Find(int)");

    public static readonly CandidateMethod FindInRegion = Candidates.The<IPrices>("IPrices.Find(int, string)");

    public static readonly CandidateMethod Latest = Candidates.The<IPrices>("IPrices.Latest(string)");

    public static readonly CandidateMethod Plain = Candidates.The<IPrices>("IPrices.Plain(string)");

    public static PolicyReader Reader(params PolicySource[] sources) =>
        new(sources, Candidates.Of(typeof(IPrices)), ["culture", "tenant"]);

    public static PolicyReading Read(params PolicySource[] sources) => Reader(sources).Read();

    public static PolicyReading ReadJson(string json) => Read(PolicySource.From(Json(json)));

    public static PolicyReading ReadCode(Action<InterceptionOptions> configure) => Read(PolicySource.From(configure));

    /// <summary>Configuration from what stands inside the section "Interception".</summary>
    public static IConfigurationRoot Json(string section) => Root($"{{ \"Interception\": {section} }}");

    public static IConfigurationRoot Root(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
