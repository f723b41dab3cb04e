namespace Interception.Storage.Shared;

/// <summary>What became of another node's answer that was to take an entry's place.</summary>
internal enum Replacement
{
    /// <summary>It stands there now.</summary>
    Done,

    /// <summary>What stands there comes from a later run; or nothing stands there any more.</summary>
    NotNewer,

    /// <summary>It comes from a run beside this node's own, and which of the two has seen more only another run can tell. The entry stays until its check.</summary>
    Disputed,

    /// <summary>It can't be opened.</summary>
    Unusable,
}
