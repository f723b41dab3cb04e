namespace Interception.Refresh;

/// <summary>A check's outcome, with what the method returned or threw for whoever asked for the check by hand.</summary>
internal readonly record struct CheckResult(CheckOutcome Outcome, object? Value, Exception? Error);
