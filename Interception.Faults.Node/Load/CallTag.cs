namespace Interception.Faults.Node.Load;

/// <summary>Learns what the library's meter calls the request of the call in whose flow it was opened.</summary>
/// <remarks>
/// Counters report on the thread that counts, in the caller's flow; runs of methods and checks have flows of their own, so what
/// they count is never taken for the call's.
/// </remarks>
internal sealed class CallTag
{
    /// <summary>What a call is called that the meter has not spoken of.</summary>
    public const string Untold = "untold";

    private static readonly AsyncLocal<CallTag?> Current = new();

    public string Result { get; private set; } = Untold;

    /// <summary>Opens a tag for the calls that this flow makes from now on. Call it in an async method of its own.</summary>
    public static CallTag Open() => Current.Value = new CallTag();

    /// <summary>Notes a request that was counted on this thread.</summary>
    public static void Note(string result)
    {
        if (Current.Value is { } tag)
        {
            tag.Result = result;
        }
    }
}
