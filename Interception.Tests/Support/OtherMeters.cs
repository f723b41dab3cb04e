using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace Interception.Tests.Support;

/// <summary>Meters of another name, which no test listens to that listens to the cache's.</summary>
internal sealed class OtherMeters : IMeterFactory
{
    [SuppressMessage("Reliability", "CA2000", Justification = "It lives as long as the tests.")]
    public Meter Create(MeterOptions options) => new("Other");

    public void Dispose()
    {
    }
}
