namespace Interception.Lookup;

/// <summary>Whoever calls a cached method: the scope that the decorated service was resolved from.</summary>
internal abstract class Caller
{
    /// <summary>The services of the caller's scope; VaryBy values are read from it.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>
    /// The undecorated service of the caller's scope, created when it is first asked for; null if the proxy itself is the
    /// service, so that there is no other to call.
    /// </summary>
    public abstract object? FindTarget();

    /// <summary>Nobody: a run that was asked for by hand.</summary>
    public static Caller None { get; } = new Nobody();

    private sealed class Nobody : Caller
    {
        public override IServiceProvider Services => throw new NotSupportedException("Nobody calls.");

        public override object? FindTarget() => null;
    }
}
