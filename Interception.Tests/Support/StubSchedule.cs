using Interception.Storage;

namespace Interception.Tests.Support;

/// <summary>Plans each entry's next check for the same time, and learns nothing.</summary>
internal sealed class StubSchedule(long nextCheckAt = 0) : IEntrySchedule
{
    public TimeSpan Expiry => TimeSpan.FromMinutes(10);

    public TimeSpan RunTimeout => TimeSpan.FromSeconds(30);

    public TimeSpan Lease => TimeSpan.FromSeconds(10);

    public void Learn(Entry entry, bool changed, long since, long until)
    {
    }

    public bool TryHurry(Entry entry) => true;

    public void Succeed(Entry previous, Entry newer) => newer.NextCheckAt = nextCheckAt;
}
