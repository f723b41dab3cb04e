using Interception.Storage;

namespace Interception.Lookup;

/// <summary>What a run after a miss came to, for everybody who waited for it.</summary>
/// <param name="Answer">The answer, from which each waiter gets the shared object or a copy; null if the result can't be cached.</param>
/// <param name="Result">What the method returned, for the caller that started the run if there is no answer.</param>
/// <param name="Ran">Whether the method was run, to an end that is of use to whoever started it; if not, and there is no answer either, each waiter calls it itself.</param>
internal sealed record Outcome(Answer? Answer, object? Result, bool Ran)
{
    /// <summary>Whether the answer is that of a run of another node, which may have begun long ago.</summary>
    public bool IsAdopted => Answer is not null && !Ran;
}
