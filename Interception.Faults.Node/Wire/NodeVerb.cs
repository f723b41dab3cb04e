namespace Interception.Faults.Node.Wire;

/// <summary>What a node can be told to do.</summary>
internal enum NodeVerb
{
    /// <summary>Begins the load of <see cref="NodeCommand.Load"/>.</summary>
    Load,

    /// <summary>Ends the window of measurement and begins the next; answers with a <see cref="WindowReport"/>.</summary>
    Mark,

    /// <summary>Ends the load, once its calls are answered.</summary>
    Halt,

    /// <summary>Makes the calls of <see cref="NodeCommand.Burst"/> at once; answers with a <see cref="BurstReport"/>.</summary>
    Burst,

    /// <summary>
    /// Calls each key of <see cref="NodeCommand.Probe"/> once; answers with the versions served, -1 for a failed call.
    /// </summary>
    Probe,

    /// <summary>Drops the answers of the keys of <see cref="NodeCommand.Probe"/>.</summary>
    Invalidate,

    /// <summary>
    /// Calls every method of <c>IShapes</c> as <see cref="NodeCommand.Shapes"/> says; answers with a <see cref="ShapesReport"/>.
    /// </summary>
    Shapes,

    /// <summary>Hands over what was served since the last time, as <see cref="ServedAnswer"/> objects.</summary>
    Answers,

    /// <summary>Answers with <see cref="NodeStats"/>.</summary>
    Stats,

    /// <summary>Stops the host while the load goes on, as an application is stopped; answers with a <see cref="StopReport"/>.</summary>
    Stop,

    /// <summary>Answers once no stale check is queued or running.</summary>
    Idle,
}
