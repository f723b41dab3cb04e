namespace Interception;

/// <summary>Whether a method is cached.</summary>
public enum CacheMode
{
    /// <summary>Answers are cached and checked.</summary>
    Cache,

    /// <summary>Every call goes to the method, and is watched: <see cref="IMethodCache.Report"/> says whether caching it would pay.</summary>
    Observe,

    /// <summary>Every call goes to the method.</summary>
    Off,
}
