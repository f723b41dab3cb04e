using Interception.Storage;

namespace Interception.Refresh;

/// <summary>A check's outcome, with what the method returned or threw for whoever asked for the check by hand.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Value">What the method returned.</param>
/// <param name="Error">What it threw.</param>
/// <param name="Stored">The entry that a changed result has made; null if it could not be kept.</param>
internal readonly record struct CheckResult(CheckOutcome Outcome, object? Value, Exception? Error, Entry? Stored = null);
