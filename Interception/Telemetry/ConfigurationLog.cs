using Microsoft.Extensions.Logging;

namespace Interception.Telemetry;

/// <summary>What is said about changed configuration. Event ids 100 to 119.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 100, EventName = nameof(ConfigurationApplied), Level = LogLevel.Information,
        Message = "Applied the changed settings of the method cache; {MethodCount} methods have a policy.")]
    public static partial void ConfigurationApplied(this ILogger logger, int methodCount);

    [LoggerMessage(EventId = 101, EventName = nameof(ConfigurationRejected), Level = LogLevel.Warning,
        Message = "Kept the last good settings of the method cache: what was changed has {ProblemCount} problem(s). {Problems}")]
    public static partial void ConfigurationRejected(this ILogger logger, int problemCount, string problems);

    [LoggerMessage(EventId = 102, EventName = nameof(ConfigurationVanished), Level = LogLevel.Warning,
        Message = "Kept the last good settings of the method cache: the section '{Section}' vanished from {Source}. "
            + "If it was deleted on purpose, restart the application.")]
    public static partial void ConfigurationVanished(this ILogger logger, string section, string source);

    [LoggerMessage(EventId = 103, EventName = nameof(ConfigurationNeedsRestart), Level = LogLevel.Warning,
        Message = "Ignored a change of the method cache's settings that needs a restart: {Settings}.")]
    public static partial void ConfigurationNeedsRestart(this ILogger logger, string settings);

    [LoggerMessage(EventId = 104, EventName = nameof(ConfigurationUnreadable), Level = LogLevel.Warning,
        Message = "Kept the last good settings of the method cache: reading the changed configuration failed.")]
    public static partial void ConfigurationUnreadable(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 105, EventName = nameof(ConfigurationHandlerFailed), Level = LogLevel.Error,
        Message = "A part of the method cache failed to take over changed settings.")]
    public static partial void ConfigurationHandlerFailed(this ILogger logger, Exception exception);
}
