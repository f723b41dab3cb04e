using Interception.Storage;

namespace Interception.Lookup;

/// <summary>A run that stands under a key until it ends.</summary>
internal abstract class RunSlot : Slot
{
    /// <summary>The expired entry in whose place it stands; null if there was none.</summary>
    public Entry? Predecessor { get; set; }
}
