namespace Interception.Storage.Shared;

/// <summary>What came of a command to the store. A store that is out, slow or refuses is no exception: it has simply no answer.</summary>
/// <param name="Succeeded">Whether there is a value.</param>
/// <param name="Value">What the store answered.</param>
internal readonly record struct Attempt<T>(bool Succeeded, T? Value);
