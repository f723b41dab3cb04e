using Microsoft.Extensions.Logging;

namespace Interception.Telemetry;

/// <summary>What is said about the shared store. Event ids 200 to 219.</summary>
/// <remarks>Of exceptions only the type: the messages of a Redis client name keys.</remarks>
internal static partial class Log
{
    [LoggerMessage(EventId = 200, EventName = nameof(StoreInUse), Level = LogLevel.Information,
        Message = "The shared store of the method cache is in use.")]
    public static partial void StoreInUse(this ILogger logger);

    [LoggerMessage(EventId = 201, EventName = nameof(StoreOut), Level = LogLevel.Warning,
        Message = "The shared store of the method cache is out: {Reason} ({Exception}). Answers come from memory until it is back. This is written at most once a second.")]
    public static partial void StoreOut(this ILogger logger, string reason, string exception);

    /// <remarks>A process whose threads are all busy takes answers for late that have come long ago: the number tells the two apart.</remarks>
    [LoggerMessage(EventId = 202, EventName = nameof(StoreFailed), Level = LogLevel.Warning,
        Message = "The shared store of the method cache is in trouble. A command got no answer ({Reason}); the call went on without it. {Waiting} work items wait for a thread of this process: many of them mean that it is overloaded itself. This is written at most once a second.")]
    public static partial void StoreFailed(this ILogger logger, string reason, long waiting);

    [LoggerMessage(EventId = 203, EventName = nameof(ResultNotShared), Level = LogLevel.Warning,
        Message = "A result of '{Method}' stays in this process's memory: {Reason}. This is written once for each method and kind of reason.")]
    public static partial void ResultNotShared(this ILogger logger, string method, string reason);

    [LoggerMessage(EventId = 204, EventName = nameof(StoreWithoutScripts), Level = LogLevel.Warning,
        Message = "The shared store of the method cache does not permit scripts (EVAL); it is used with transactions, which takes more round trips.")]
    public static partial void StoreWithoutScripts(this ILogger logger);

    [LoggerMessage(EventId = 205, EventName = nameof(StoreRefused), Level = LogLevel.Warning,
        Message = "The shared store of the method cache is in trouble. It refused a command ({Reason}); the call went on without it. This is written at most once a second.")]
    public static partial void StoreRefused(this ILogger logger, string reason);
}
