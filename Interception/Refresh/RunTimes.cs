namespace Interception.Refresh;

/// <summary>How long the runs of one method have been taking.</summary>
/// <remarks>Thread-safe; two runs that end at once may count as one.</remarks>
internal sealed class RunTimes
{
    /// <summary>What is reckoned with before a run has been seen, and what no lease is shorter than.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10), Least = TimeSpan.FromSeconds(1);

    /// <summary>Runs vary: one that takes so many times as long as those before it keeps its lease.</summary>
    private const int Margin = 4;

    private long _ticks;

    /// <summary>How long a run usually takes; zero before the first.</summary>
    public TimeSpan Usual => TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    /// <summary>Takes the time of a run. A longer one counts at once, a shorter one little by little.</summary>
    public void Add(long ticks)
    {
        long known = Volatile.Read(ref _ticks);
        Volatile.Write(ref _ticks, Math.Max(1, ticks >= known ? ticks : known - ((known - ticks) / 8)));
    }

    /// <summary>
    /// For how long a run claims its key among all nodes. If the node dies meanwhile, or its claim was granted in a reply that got lost,
    /// nobody else checks the key for so long; if the run takes longer, another node may run beside it, and the later one counts.
    /// </summary>
    /// <param name="most">The method's RunTimeout.</param>
    public TimeSpan Lease(TimeSpan most)
    {
        long known = Volatile.Read(ref _ticks);
        TimeSpan lease = known == 0 ? First : TimeSpan.FromTicks(Math.Max(Least.Ticks, known > most.Ticks ? most.Ticks : known * Margin));
        return lease < most ? lease : most;
    }
}
