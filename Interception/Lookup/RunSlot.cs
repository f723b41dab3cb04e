using Interception.Runs;
using Interception.Storage;

namespace Interception.Lookup;

/// <summary>A run that stands under a key until it ends.</summary>
internal abstract class RunSlot : Slot
{
    private long _number;

    /// <summary>The expired entry in whose place it stands; null if there was none.</summary>
    public Entry? Predecessor { get; set; }

    /// <summary>Which of this process's runs it is; 0 until that is drawn.</summary>
    public long Number => Volatile.Read(ref _number);

    /// <summary>What the run tells calls made inside it.</summary>
    public abstract RunFlow Flow { get; }

    /// <summary>Draws the number: once the slot stands in the table, so that no invalidation can come between.</summary>
    public void DrawNumber() => Volatile.Write(ref _number, RunNumber.Next());
}
