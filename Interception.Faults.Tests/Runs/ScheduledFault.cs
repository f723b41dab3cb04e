namespace Interception.Faults.Tests.Runs;

/// <summary>What can go wrong in a <see cref="FaultSchedule"/>.</summary>
internal enum ScheduledFault
{
    Refuse,
    Reset,
    Delay,
    BlackHole,
    DropBytes,
    FlipBytes,
    Freeze,
    Kill,
    Flush,
    FlushScripts,
    DeleteEntries,
    Invalidate,
    FailSource,
    HangSource,
}
