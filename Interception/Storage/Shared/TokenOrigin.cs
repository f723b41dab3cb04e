namespace Interception.Storage.Shared;

/// <summary>Whether a reply to acquire shows where its token comes from.</summary>
/// <remarks>
/// Replies carry no seal, and a run under a token that a flipped digit has put hours ahead keeps later answers out for as long. A token
/// is the store's clock, or one more than what the entry has seen; nearly always that stands in the same reply. Where it does not (the clock went
/// back, and the entry's lease or invalidation is ahead of it), the store is asked again, and goes on from the token that it has just given.
/// </remarks>
internal static class TokenOrigin
{
    /// <summary>How many other runs may be granted tokens between the two replies.</summary>
    private const int MostBetween = 16;

    /// <summary>Whether the reply explains its token, or grants none.</summary>
    public static bool IsShown(AcquireRequest request, AcquireReply reply) =>
        reply.Outcome != AcquireOutcome.Granted
        || reply.Token == Math.Max(reply.NowMicroseconds, Math.Max(request.Known, reply.Proven) + 1);

    /// <summary>Whether a second reply goes on from the token of the first.</summary>
    public static bool IsConfirmed(AcquireReply first, AcquireReply second) =>
        second.Outcome == AcquireOutcome.Granted && second.Token > first.Token && second.Token - first.Token <= MostBetween;
}
