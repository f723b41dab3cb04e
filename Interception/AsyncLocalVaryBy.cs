namespace Interception;

/// <summary>An <see cref="IVaryBy"/> over an <see cref="AsyncLocal{T}"/> that holds a string, such as the current tenant.</summary>
/// <remarks>Calls made while it holds <see langword="null"/> are not cached. Thread-safe.</remarks>
/// <param name="name">The name by which configuration refers to it.</param>
/// <param name="local">What holds the value.</param>
public sealed class AsyncLocalVaryBy(string name, AsyncLocal<string?> local) : IVaryBy
{
    /// <inheritdoc/>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    private AsyncLocal<string?> Local { get; } = local ?? throw new ArgumentNullException(nameof(local));

    /// <inheritdoc/>
    public string? GetValue(IServiceProvider caller) => Local.Value;

    /// <inheritdoc/>
    public IDisposable Restore(string value, IServiceProvider run)
    {
        var undo = new Undo(Local, Local.Value);
        Local.Value = value;
        return undo;
    }

    private sealed class Undo(AsyncLocal<string?> local, string? before) : IDisposable
    {
        public void Dispose() => local.Value = before;
    }
}
