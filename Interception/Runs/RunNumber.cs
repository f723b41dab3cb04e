namespace Interception.Runs;

/// <summary>Numbers runs in the order in which they begin.</summary>
/// <remarks>
/// A version is drawn before a run reads anything. So of two results the one with the higher version is the newer look at
/// the source, and a slow run that began early never overwrites what a later one has found.
/// </remarks>
internal static class RunNumber
{
    private static long _last;

    public static long Next() => Interlocked.Increment(ref _last);
}
