namespace Interception.Storage;

/// <summary>What stands under a key in a method's table: an <see cref="Entry"/>, or a run that will become one.</summary>
/// <remarks>
/// Slots are told apart by reference. That is the fence: a run may store its result only while its own slot is still in
/// the table, so an invalidation, which takes the slot out, makes every run that began before it come to nothing.
/// </remarks>
internal abstract class Slot
{
    /// <summary>Takes it out of its table, if it still stands there.</summary>
    public abstract void Remove();
}
