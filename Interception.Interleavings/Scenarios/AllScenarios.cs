using Interception.Interleavings.Checking;

namespace Interception.Interleavings.Scenarios;

/// <summary>The scenarios, the one that must fail first.</summary>
internal static class AllScenarios
{
    public static IReadOnlyList<Scenario> List { get; } =
    [
        new("broken-rule", TwoChecks.RunBrokenAsync, MustFail: true),
        new("two-checks", TwoChecks.RunAsync),
        new("check-and-miss", CheckAndMiss.RunAsync),
        new("cold-misses", ColdMisses.RunAsync),
        new("check-and-invalidation", CheckAndInvalidation.RunAsync, PassesTime: true),
        new("misses-and-invalidation", MissesAndInvalidation.RunAsync, PassesTime: true),
        new("generation-and-miss", GenerationAndMiss.RunAsync, PassesTime: true),
        new("lease-expiry-of-checks", LeaseExpiry.RunChecksAsync),
        new("lease-expiry-of-misses", LeaseExpiry.RunMissesAsync),
        new("message-and-read", MessageAndRead.RunAsync),
        new("rejected-offers", RejectedOffers.RunAsync),
        new("reconnection", Reconnection.RunAsync),
        new("policy-and-flight", PolicyAndFlight.RunAsync, PassesTime: true),
        new("hits-and-checks", HitsAndChecks.RunAsync),
        new("waits-and-checks", WaitsAndChecks.RunAsync),
        new("waits-and-invalidation", WaitsAndChecks.RunWithInvalidationAsync, PassesTime: true),
    ];
}
