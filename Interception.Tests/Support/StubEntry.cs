using Interception.Keys.Canonical;
using Interception.Storage;

namespace Interception.Tests.Support;

/// <summary>An entry of a chosen charge that stands in no table.</summary>
internal sealed class StubEntry(int keyBytes = 0, MemoryBound? bound = null, int keyHash = 0) : Entry(new Answer("value", "value", null, default(ContentDigest)), [], keyBytes, new RunStamp(1, 1, 0), null)
{
    /// <summary>What an entry without key and payload is charged.</summary>
    public const int LeastChargeBytes = 512;

    /// <summary>How often the bound has thrown it out.</summary>
    public int Removals { get; private set; }

    /// <summary>Done when the bound throws it out.</summary>
    public Action? Removing { get; set; }

    public override Entry? Current => Removals == 0 ? this : null;

    public override int KeyHash => keyHash;

    public override object?[] RebuildArguments() => [];

    public override Entry? TryReplace(Answer answer, RunStamp stamp, IEntrySchedule schedule, long contentVersion = 0) => null;

    public override void Remove()
    {
        Removals++;
        Removing?.Invoke();
        bound?.Remove(this);
    }
}
