using Microsoft.Extensions.Logging;

namespace Interception.Telemetry;

/// <summary>What the cache writes to the log: fixed ids, method names, counts and reasons.</summary>
/// <remarks>Never an argument, a key or a result: they can hold personal data. The exceptions logged are the application's own.</remarks>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, EventName = nameof(StartupProblems), Level = LogLevel.Error, Message = "{Report}")]
    public static partial void StartupProblems(this ILogger logger, string report);

    [LoggerMessage(EventId = 2, EventName = nameof(LateProblem), Level = LogLevel.Warning, Message = "{Problem}. Its calls run uncached.")]
    public static partial void LateProblem(this ILogger logger, string problem);

    [LoggerMessage(EventId = 3, EventName = nameof(NameReadsLikeAChange), Level = LogLevel.Warning,
        Message = "'{Method}' is cached, and its name reads as if it changed something. One run answers many calls, and checks run it again: make sure that it only reads.")]
    public static partial void NameReadsLikeAChange(this ILogger logger, string method);

    [LoggerMessage(EventId = 4, EventName = nameof(SurroundingsNotInKey), Level = LogLevel.Warning,
        Message = "'{Method}' is cached without VaryBy, and '{Implementation}' has an {Accessor}. A run sees nothing of its callers' surroundings: if the answer depends on them, name in VaryBy what it reads.")]
    public static partial void SurroundingsNotInKey(this ILogger logger, string method, string implementation, string accessor);

    [LoggerMessage(EventId = 10, EventName = nameof(ResultNotCached), Level = LogLevel.Warning,
        Message = "A result of '{Method}' was not cached: {Reason}. This is written once for each method and kind of reason.")]
    public static partial void ResultNotCached(this ILogger logger, string method, string reason);

    [LoggerMessage(EventId = 11, EventName = nameof(CallNotCached), Level = LogLevel.Warning,
        Message = "A call of '{Method}' ran uncached, its arguments make no key: {Reason}. This is written once for each method and kind of reason.")]
    public static partial void CallNotCached(this ILogger logger, string method, string reason);

    [LoggerMessage(EventId = 12, EventName = nameof(VaryByFailed), Level = LogLevel.Warning,
        Message = "A call of '{Method}' ran uncached: a VaryBy value could not be read or restored. This is written at most once a second for each method.")]
    public static partial void VaryByFailed(this ILogger logger, string method, Exception exception);

    [LoggerMessage(EventId = 13, EventName = nameof(VaryByNotTakenBack), Level = LogLevel.Warning,
        Message = "A VaryBy value could not be taken back after a run of '{Method}'; its result stands. This is written at most once a second for each method.")]
    public static partial void VaryByNotTakenBack(this ILogger logger, string method, Exception exception);

    [LoggerMessage(EventId = 14, EventName = nameof(RunOverdue), Level = LogLevel.Warning,
        Message = "A run of '{Method}' takes longer than its RunTimeout of {RunTimeout}; its result will not be cached. This is written at most once a second for each method.")]
    public static partial void RunOverdue(this ILogger logger, string method, TimeSpan runTimeout);

    [LoggerMessage(EventId = 20, EventName = nameof(CheckFailed), Level = LogLevel.Warning,
        Message = "Kept a cached answer of '{Method}': running the method again failed. This is written at most once a second for each method.")]
    public static partial void CheckFailed(this ILogger logger, string method, Exception exception);

    [LoggerMessage(EventId = 21, EventName = nameof(CheckBroke), Level = LogLevel.Error,
        Message = "A check of '{Method}' broke off; the answer stays as it is.")]
    public static partial void CheckBroke(this ILogger logger, string method, Exception exception);

    [LoggerMessage(EventId = 22, EventName = nameof(ChecksSuspended), Level = LogLevel.Warning,
        Message = "'{Method}' gets no further checks for now: {Count} of its runs have outlived their RunTimeout and not ended.")]
    public static partial void ChecksSuspended(this ILogger logger, string method, int count);

    [LoggerMessage(EventId = 23, EventName = nameof(AlwaysDifferent), Level = LogLevel.Warning,
        Message = "The result of '{Method}' differed at {Count} checks in a row. If these members change by themselves, mark them [CompareIgnore]: {Members}")]
    public static partial void AlwaysDifferent(this ILogger logger, string method, int count, string members);

    [LoggerMessage(EventId = 24, EventName = nameof(QueueFull), Level = LogLevel.Warning,
        Message = "Checks are refused: {Capacity} wait already (Refresh:QueueCapacity). Refused answers are asked for again at their next hit. This is written at most once a second.")]
    public static partial void QueueFull(this ILogger logger, int capacity);

    [LoggerMessage(EventId = 25, EventName = nameof(DrainTimedOut), Level = LogLevel.Information,
        Message = "{Count} checks were cancelled: they did not finish within {DrainTimeout} of the stop (Refresh:DrainTimeout).")]
    public static partial void DrainTimedOut(this ILogger logger, int count, TimeSpan drainTimeout);

    [LoggerMessage(EventId = 30, EventName = nameof(ScopeDisposalFailed), Level = LogLevel.Warning,
        Message = "The scope of a run of '{Method}' could not be disposed of; its result stands.")]
    public static partial void ScopeDisposalFailed(this ILogger logger, string method, Exception exception);
}
