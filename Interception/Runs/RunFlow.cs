using Interception.Keys;
using Interception.Storage;

namespace Interception.Runs;

/// <summary>One run, as the cached calls made inside it see it: what is being run, for whom, and how fresh its reads must be.</summary>
/// <remarks>
/// It travels in an AsyncLocal, which every way of calling a service from inside a run carries: scopes opened by hand,
/// singletons, third-party containers. While no run is in progress a call reads one static field and nothing else.
/// </remarks>
internal abstract class RunFlow
{
    private static readonly AsyncLocal<RunFlow?> Ambient = new();
    private static int _active;
    private volatile bool _ended;

    protected RunFlow(RunFlow? parent, long checkNumber)
    {
        Parent = parent;
        FreshAfter = parent is { FreshAfter: > 0 } ? parent.FreshAfter : checkNumber;
    }

    /// <summary>The run that the current call is part of, or null.</summary>
    public static RunFlow? Current =>
        Volatile.Read(ref _active) == 0 ? null : Ambient.Value is { _ended: false } flow ? flow : null;

    /// <summary>The run that this one was started from, or null.</summary>
    public RunFlow? Parent { get; }

    /// <summary>
    /// Within a check: the number of the outermost check. Nothing that was proven by an earlier run is served to it, or a
    /// stale inner answer would hide a change. 0 outside checks.
    /// </summary>
    public long FreshAfter { get; }

    /// <summary>Whose end this run waits for; <see cref="WaitGraph"/> guards it.</summary>
    internal List<RunFlow>? WaitsFor { get; set; }

    /// <summary>Makes this the current run of the calling flow. Call it in the method that awaits the run, so that it ends with that.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref _active);
        Ambient.Value = this;
    }

    public void End()
    {
        _ended = true;
        Interlocked.Decrement(ref _active);
    }

    /// <summary>Whether this run runs the method of a table, whatever the key.</summary>
    public bool IsOf<TKey>(MethodTable<TKey> table)
        where TKey : struct, IKey<TKey> => this is RunFlow<TKey> run && run.IsFor(table);

    /// <summary>Whether what the run of a given number has proven may be served inside this run.</summary>
    public bool Accepts(long number) => FreshAfter == 0 || number > FreshAfter;

    /// <summary>Whether this run, or one that it was started from, runs the same method for the same key.</summary>
    public bool IsWithin<TKey>(MethodTable<TKey> table, in TKey key)
        where TKey : struct, IKey<TKey>
    {
        for (RunFlow? flow = this; flow is not null; flow = flow.Parent)
        {
            if (flow is RunFlow<TKey> same && same.IsFor(table, key))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A run of a known key.</summary>
/// <param name="parent">The run that it was started from, or null.</param>
/// <param name="checkNumber">The number of a check; 0 for any other run.</param>
/// <param name="table">The method.</param>
/// <param name="key">The key.</param>
internal sealed class RunFlow<TKey>(RunFlow? parent, long checkNumber, MethodTable<TKey> table, TKey key) : RunFlow(parent, checkNumber)
    where TKey : struct, IKey<TKey>
{
    public bool IsFor(MethodTable<TKey> other) => ReferenceEquals(table, other);

    public bool IsFor(MethodTable<TKey> other, in TKey otherKey) => IsFor(other) && key.Equals(otherKey);
}
