namespace Interception.Storage.Shared;

/// <summary>Keeps calls away from a store that does not answer, so that an outage costs speed only, and little of it.</summary>
/// <remarks>
/// Open to begin with: whoever has made contact closes it. It opens at a lost connection, or at the fifth failure within a second. Already before that,
/// once the store has been silent for half a timeout while somebody waits, nobody joins the wait: that bounds how many callers a
/// frozen store can slow down. Source: M. Nygard, "Release It!", Circuit Breaker. Thread-safe.
/// </remarks>
/// <param name="timeout">How long one command may take.</param>
/// <param name="clock">Counts the time.</param>
/// <param name="opened">Called each time it opens.</param>
internal sealed class Breaker(TimeSpan timeout, CacheClock clock, Action opened)
{
    /// <summary>So many failures within <see cref="Window"/> open it. One alone may be a pause of this process.</summary>
    public const int FailuresToOpen = 5;

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly long[] _failures = new long[FailuresToOpen];
    private volatile bool _isOpen = true;
    private int _failureCount;
    private int _waiting;
    private long _silentSince;

    public bool IsOpen => _isOpen;

    /// <summary>Whether a command would be let through now.</summary>
    public bool LetsThrough => !_isOpen && !IsSilent;

    private bool IsSilent => Volatile.Read(ref _waiting) > 0 && clock.Exact - Volatile.Read(ref _silentSince) > timeout.Ticks / 2;

    /// <summary>Asks to send a command; one of the three below must follow.</summary>
    public bool TryEnter()
    {
        if (!LetsThrough)
        {
            return false;
        }

        if (Interlocked.Increment(ref _waiting) == 1)
        {
            Volatile.Write(ref _silentSince, clock.Exact);
        }

        return true;
    }

    /// <summary>The store has answered, if only to refuse.</summary>
    public void Answered()
    {
        Volatile.Write(ref _silentSince, clock.Exact);
        Interlocked.Decrement(ref _waiting);
    }

    /// <summary>Whoever waited has given up before it was known whether the store answers.</summary>
    public void Left() => Interlocked.Decrement(ref _waiting);

    /// <summary>The store has not answered in time, or the connection is gone.</summary>
    public void Failed()
    {
        Interlocked.Decrement(ref _waiting);
        long now = clock.Exact;
        bool opens;
        lock (_gate)
        {
            int oldest = _failureCount++ % FailuresToOpen;
            _failures[oldest] = now;
            opens = !_isOpen && _failureCount >= FailuresToOpen && now - _failures[_failureCount % FailuresToOpen] <= Window.Ticks;
        }

        if (opens)
        {
            Open();
        }
    }

    /// <summary>Lets nothing through until it is closed.</summary>
    public void Open()
    {
        bool wasOpen;
        lock (_gate)
        {
            wasOpen = _isOpen;
            _isOpen = true;
            _failureCount = 0;
        }

        if (!wasOpen)
        {
            opened();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _failureCount = 0;
            _isOpen = false;
        }
    }
}
