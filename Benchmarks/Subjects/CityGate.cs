namespace Interception.Benchmarks.Subjects;

/// <summary>Holds up the runs of one key while it is closed, and tells when one has come to it.</summary>
public sealed class CityGate : IDisposable
{
    /// <summary>The key.</summary>
    public const int Id = -1;

    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly SemaphoreSlim _arrived = new(0);

    /// <summary>Called by a run.</summary>
    public void Pass()
    {
        if (!_open.IsSet)
        {
            _arrived.Release();
            _open.Wait();
        }
    }

    /// <summary>Holds up what comes from now on.</summary>
    public void Close() => _open.Reset();

    /// <summary>Waits for a run to come, while it is closed.</summary>
    public void AwaitArrival() => _arrived.Wait();

    /// <summary>Lets all go on.</summary>
    public void Open() => _open.Set();

    public void Dispose()
    {
        _open.Set();
        _open.Dispose();
        _arrived.Dispose();
    }
}
