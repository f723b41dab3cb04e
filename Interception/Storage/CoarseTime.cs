namespace Interception.Storage;

/// <summary>The system's clock as a static field that one thread writes every <see cref="PeriodMilliseconds"/>.</summary>
/// <remarks>
/// A thread of its own and not a timer: timers run on the thread pool, and would stand still, serving expired answers, just
/// when the pool is starved. Reading the field costs nothing measurable; Stopwatch.GetTimestamp costs 27 ns a call.
/// </remarks>
internal static class CoarseTime
{
    public const int PeriodMilliseconds = 10;

    private static long _now = Read();
    private static int _started;

    public static long Now => Volatile.Read(ref _now);

    /// <summary>Starts the thread, once per process; it never keeps a process alive.</summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            new Thread(Tick) { IsBackground = true, Name = "Interception clock", Priority = ThreadPriority.AboveNormal }.UnsafeStart();
        }
    }

    private static void Tick()
    {
        while (true)
        {
            Thread.Sleep(PeriodMilliseconds);
            Volatile.Write(ref _now, Read());
        }
    }

    private static long Read() => CacheClock.TicksOf(TimeProvider.System, TimeProvider.System.GetTimestamp());
}
