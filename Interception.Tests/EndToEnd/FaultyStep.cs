namespace Interception.Tests.EndToEnd;

/// <summary>Where the application's own code is run by a check.</summary>
public enum FaultyStep
{
    /// <summary>Arguments are rebuilt from the key.</summary>
    Arguments,

    /// <summary>The service is made.</summary>
    Constructor,

    /// <summary>A VaryBy value is set.</summary>
    Restore,

    /// <summary>The method throws before it returns a task.</summary>
    Call,

    /// <summary>The method's task fails.</summary>
    AfterAwait,

    /// <summary>The method cancels itself.</summary>
    Cancellation,

    /// <summary>The method returns no task at all, or as a synchronous one fails.</summary>
    NullTask,

    /// <summary>A VaryBy value is taken back.</summary>
    Undo,

    /// <summary>What is in the scope is disposed of.</summary>
    ScopeDisposal,

    /// <summary>The same, later.</summary>
    ScopeDisposalLater,

    /// <summary>The log is told that the method has failed.</summary>
    Logger,

    /// <summary>Whoever listens to the meter is told.</summary>
    MeterListener,

    /// <summary>A listener is asked whether it wants the span.</summary>
    SpanSample,

    /// <summary>A listener is told that the span has begun.</summary>
    SpanStart,

    /// <summary>A listener is told that the span has ended.</summary>
    SpanStop,
}
