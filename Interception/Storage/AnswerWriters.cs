using Interception.Keys.Canonical;

namespace Interception.Storage;

/// <summary>The two canonical forms of a method's result.</summary>
/// <param name="Comparison">What a check compares: without the members that are left out of the comparison.</param>
/// <param name="Exact">All of it: what a copy must have in common with its original.</param>
internal sealed record AnswerWriters(CanonicalWriter Comparison, CanonicalWriter Exact);
