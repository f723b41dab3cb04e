using Interception.Lookup;
using Interception.Refresh;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>Calls that are timed return what they would have returned.</summary>
[TestFixture]
internal sealed class TimedCallTests
{
    [Test]
    public async Task Return_NoTask_IsNone()
    {
        await using CacheHost host = CacheHost.OfSource();
        var call = new TimedCall(new HoldoutTrial(), host.MethodOf().Plan.Shape, host.Runtime.Services.Clock, isUncached: true);

        Assert.That(call.Return(null), Is.Null);
    }
}
