namespace Interception;

/// <summary>The settings of one method. What is <see langword="null"/> comes from the attribute, then from the defaults.</summary>
public sealed class MethodOptions
{
    /// <summary>Whether the method is cached. The default is <see cref="CacheMode.Cache"/>.</summary>
    public CacheMode? Mode { get; set; }

    /// <summary>
    /// The hard limit: an answer that was last proven right longer ago is never served, and the caller waits for a new run.
    /// 10 milliseconds to 30 days; the default is 10 minutes. It counts from the start of the run that proved the answer.
    /// </summary>
    public TimeSpan? Expiry { get; set; }

    /// <summary>When a hit asks for a stale check. The default is <see cref="CheckMode.Interval"/>.</summary>
    public CheckMode? Check { get; set; }

    /// <summary>For <see cref="CheckMode.Interval"/>: the time between two checks of one answer. 10 milliseconds to 30 days; the default is 30 seconds.</summary>
    public TimeSpan? CheckInterval { get; set; }

    /// <summary>
    /// How long a run may take: 10 milliseconds to 1 day; the default is 30 seconds. Past it the run's cancellation token is
    /// signalled, and whatever it still returns is not cached.
    /// </summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>How many checks of this method run at once: 1 to 1,024. The default is half of <see cref="RefreshOptions.Concurrency"/>, at least 1.</summary>
    public int? MaxConcurrentChecks { get; set; }

    /// <summary>Whether a null result is an answer worth caching. The default is <see langword="true"/>.</summary>
    public bool? CacheNull { get; set; }

    /// <summary>Whether callers share one result or get copies. The default is <see cref="ResultHandling.Auto"/>.</summary>
    public ResultHandling? Results { get; set; }

    /// <summary>The names of the <see cref="IVaryBy"/> whose values are part of the key; "culture" is built in. None by default.</summary>
    public IList<string>? VaryBy { get; set; }

    /// <summary>The names of parameters left out of the key. None by default; a CancellationToken and an IProgress never count.</summary>
    public IList<string>? IgnoreParameters { get; set; }

    /// <summary>Members of the result left out of the comparison, as <c>Member</c> or <c>Type.Member</c>. None by default.</summary>
    public IList<string>? CompareIgnore { get; set; }

    /// <summary>Labels under which <see cref="IMethodCache.InvalidateTagAsync"/> finds the method. None by default.</summary>
    public IList<string>? Tags { get; set; }

    /// <summary>Whether it is fine that no such method exists. The default is <see langword="false"/>: an unknown name is an error.</summary>
    public bool? Optional { get; set; }
}
