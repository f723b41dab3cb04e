namespace Interception.Refresh;

/// <summary>How many workers there may be: a SemaphoreSlim whose count can be changed while it is in use.</summary>
/// <remarks>A smaller count takes effect as workers end: what is too much is not handed back. Thread-safe.</remarks>
internal sealed class WorkerPermits(int count) : IDisposable
{
    private readonly SemaphoreSlim _permits = new(count);
    private readonly Lock _gate = new();
    private int _count = count;
    private int _surplus;

    /// <summary>Whether a worker should end because there are too many.</summary>
    public bool IsSurplus => Volatile.Read(ref _surplus) > 0;

    public bool TryTake() => _permits.Wait(0);

    public void Return()
    {
        lock (_gate)
        {
            if (_surplus > 0)
            {
                _surplus--;
                return;
            }

            _permits.Release();
        }
    }

    public void Resize(int count)
    {
        lock (_gate)
        {
            for (; _count < count; _count++)
            {
                if (_surplus > 0)
                {
                    _surplus--;
                }
                else
                {
                    _permits.Release();
                }
            }

            for (; _count > count; _count--)
            {
                if (!_permits.Wait(0))
                {
                    _surplus++;
                }
            }
        }
    }

    public void Dispose() => _permits.Dispose();
}
