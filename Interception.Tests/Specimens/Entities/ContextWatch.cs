namespace Interception.Tests.Specimens.Entities;

/// <summary>Remembers all contexts that were made, without keeping them. Thread-safe.</summary>
public sealed class ContextWatch
{
    private readonly Lock _gate = new();
    private readonly List<WeakReference> _contexts = [];

    /// <summary>How many there were.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _contexts.Count;
            }
        }
    }

    /// <summary>Whether something still holds one of them.</summary>
    public bool IsAnyAlive
    {
        get
        {
            lock (_gate)
            {
                return _contexts.Exists(one => one.IsAlive);
            }
        }
    }

    public void Add(LibraryContext context)
    {
        lock (_gate)
        {
            _contexts.Add(new WeakReference(context));
        }
    }
}
