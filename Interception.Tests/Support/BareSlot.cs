using Interception.Storage;

namespace Interception.Tests.Support;

/// <summary>What stands in a table while a run is in flight, and nothing more.</summary>
internal sealed class BareSlot : Slot
{
    public override void Remove() => throw new NotSupportedException("Nothing here should take a run out of its table.");
}
