namespace Interception;

/// <summary>
/// Something besides the arguments that an answer depends on: the tenant, the user, the culture. Its value becomes part of
/// the key, and is set again wherever the method runs without its caller.
/// </summary>
/// <remarks>
/// Register it as a singleton <see cref="IVaryBy"/> and name it in a method's VaryBy. Implementations must be thread-safe.
/// An exception from one of them makes the call run uncached; it reaches the callers of <see cref="IMethodCache"/> only.
/// </remarks>
public interface IVaryBy
{
    /// <summary>The name by which configuration refers to it. Names are case-sensitive.</summary>
    string Name { get; }

    /// <summary>Reads the value at the moment of a call, for some calls twice: keep it cheap.</summary>
    /// <param name="caller">The services of the scope from which the decorated service was resolved.</param>
    /// <returns>The value, or <see langword="null"/> for "don't cache this call".</returns>
    string? GetValue(IServiceProvider caller);

    /// <summary>Sets the value again before the method runs in a scope of its own, and takes it back when disposed of.</summary>
    /// <param name="value">What <see cref="GetValue"/> returned for the call.</param>
    /// <param name="run">The services of the run's own scope.</param>
    /// <returns>What undoes it after the run, or <see langword="null"/> if there is nothing to undo.</returns>
    IDisposable? Restore(string value, IServiceProvider run);
}
