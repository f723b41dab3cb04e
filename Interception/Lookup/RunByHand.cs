namespace Interception.Lookup;

/// <summary>What became of a run that was asked for by hand.</summary>
internal enum RunByHand
{
    /// <summary>The method was run for this request.</summary>
    Done,

    /// <summary>An answer or somebody else's run was in the way; it is worth another look.</summary>
    Overtaken,

    /// <summary>Such a call can't be run for the cache.</summary>
    NotPossible,
}
