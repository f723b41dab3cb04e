using System.Linq.Expressions;

namespace Interception;

/// <summary>Looks into the cache and steers it by hand. No application needs it to stay right: answers are checked without it.</summary>
/// <remarks>
/// Resolve it where it is used: it reads VaryBy values from the scope that it was resolved from. Thread-safe.
/// A call is named by an expression, <c>prices => prices.Find(5, "eu")</c>, whose arguments are evaluated and which is never run.
/// An expression that is no call of a method of the service is an <see cref="ArgumentException"/>, and so is a method
/// that nobody wants cached. A method that is only switched off, or that the report at start-up found a problem with, has
/// no answers: there is nothing to drop and nothing to see. What an <see cref="IVaryBy"/> throws reaches the caller here.
/// <para>
/// With Redis the three that invalidate drop this node's answers, tell Redis, and complete then. Other nodes drop theirs when the message reaches them, milliseconds later as a rule, and a
/// node that misses it when it next compares its answers with Redis. Redis being out is no exception: the invalidation completes after its timeouts at most and is kept in this
/// process, which reads nothing in Redis that it is about until Redis has been told, once it is back; other nodes serve their answers, and check them, until then.
/// Of more than 10,000 calls that are kept so the rest counts for their whole method, all its overloads included. What a process keeps ends with it.
/// </para>
/// </remarks>
public interface IMethodCache
{
    /// <summary>Drops the answer to one call, of every registration of the service. A run in flight for it finishes, but its result is not cached.</summary>
    /// <exception cref="InvalidOperationException">
    /// An <see cref="IVaryBy"/> of the method reads <see langword="null"/> here, as in a job without a tenant, so nobody can tell whose answer is meant; nothing was dropped.
    /// Pass the value in <see cref="CallOptions.VaryBy"/>.
    /// </exception>
    ValueTask InvalidateAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class;

    /// <summary>Drops all answers of a method, all its overloads included.</summary>
    /// <param name="methodName">The method's name: <c>nameof(IPrices.Find)</c>.</param>
    /// <param name="options">Names the service key, if the service has one; VaryBy values play no part.</param>
    ValueTask InvalidateMethodAsync<TService>(string methodName, CallOptions? options = null)
        where TService : class;

    /// <summary>Drops all answers of all methods that carry a tag. A tag that no method carries is no error.</summary>
    ValueTask InvalidateTagAsync(string tag);

    /// <summary>Runs the method now and caches the result. The method's own exception reaches the caller and leaves the cached answer alone.</summary>
    /// <remarks>
    /// Of several registrations of the service it runs the last, which the container resolves. It takes as long as the method: where an answer is cached RunTimeout at most, and Redis'
    /// timeouts; where none is, longer if the method does not heed its token, or if somebody else's run for the call must end first.
    /// </remarks>
    /// <returns>
    /// Whether the answer was new, had changed or was unchanged. <see cref="RefreshResult.NotCached"/>, without a run, from inside a run of the same call, and where an
    /// <see cref="IVaryBy"/> of the method reads <see langword="null"/> here.
    /// </returns>
    /// <exception cref="TimeoutException">The method took longer than its RunTimeout.</exception>
    ValueTask<RefreshResult> RefreshAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class;

    /// <summary>Looks at the cached answer of a call without running, checking or counting anything.</summary>
    /// <returns>
    /// The answer, or <see langword="null"/> if none is cached that a call would be served; so it is where an <see cref="IVaryBy"/> of the method reads
    /// <see langword="null"/> here, for such calls are not cached.
    /// </returns>
    ValueTask<CachedAnswer?> PeekAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class;

    /// <summary>Says why a call is answered as it is, and when its answer is checked next, without running, checking or counting anything.</summary>
    /// <returns>The explanation, or <see langword="null"/> if the method is switched off or has a problem, so that no call of it is cached.</returns>
    ValueTask<CallExplanation?> ExplainAsync<TService>(Expression<Func<TService, object?>> call, CallOptions? options = null)
        where TService : class;

    /// <summary>
    /// What caching has come to so far, method by method, in this process: calls, checks, time saved and the share of stale answers. Print it, or read its figures.
    /// It looks at every answer in memory, which takes some milliseconds where there are many.
    /// </summary>
    CacheReport Report();

    /// <summary>
    /// Completes when no check is queued or running (but for one that a synchronous caller makes as part of its call), and nothing waits to be written to Redis, in this process. Tests await it instead of
    /// sleeping.
    /// </summary>
    Task WhenIdleAsync(CancellationToken cancellationToken = default);
}
