namespace Interception.Refresh;

/// <summary>What became of a check.</summary>
internal enum CheckOutcome
{
    /// <summary>The method returned what was cached; the answer is proven right again.</summary>
    Unchanged,

    /// <summary>The method returned something else; the entry was overwritten, or dropped where the new result can't be cached.</summary>
    Changed,

    /// <summary>The method threw or took too long; the old answer stays until it expires.</summary>
    Failed,

    /// <summary>A run that began later, or an invalidation, has overtaken the check; its result is dropped.</summary>
    Superseded,

    /// <summary>Another node had found a newer answer, which has taken the entry's place; no run was needed.</summary>
    Adopted,

    /// <summary>Another node has just proven the answer, or is running the method for it now; no run was needed.</summary>
    Elsewhere,

    /// <summary>The cache is stopping; nothing is known.</summary>
    Cancelled,
}
