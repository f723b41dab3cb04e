namespace Interception;

/// <summary>What a refresh by hand found.</summary>
public enum RefreshResult
{
    /// <summary>Nothing was cached for the call; now its answer is.</summary>
    Added,

    /// <summary>The method returned what was cached.</summary>
    Unchanged,

    /// <summary>The method returned something else, which is cached now.</summary>
    Changed,

    /// <summary>The method returned something that isn't cached: a null where nulls are not, a result that can't be copied,
    /// or one overtaken by an invalidation. Or such a call is never cached, and the method was not run.</summary>
    NotCached,
}
