namespace Interception;

/// <summary>A cached answer as it stands at one moment.</summary>
/// <param name="Value">What a caller would get: the result itself, unwrapped from its task; a copy where callers get copies.</param>
/// <param name="Age">The time since the answer was last proven right, counted from the start of that run.</param>
/// <param name="IsCheckPending">Whether a check of it is queued or running.</param>
public sealed record CachedAnswer(object? Value, TimeSpan Age, bool IsCheckPending);
