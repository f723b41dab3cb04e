using Interception.Calls;
using Interception.Configuration;
using Interception.Keys.Types;

namespace Interception.Composition;

/// <summary>A registration that stays as it is, because nothing could stand in front of it.</summary>
/// <remarks>
/// It must not be moved: a container that holds a service under two keys disposes of it twice, and of an instance that is
/// not its own.
/// </remarks>
/// <param name="ServiceType">The type that callers ask the container for.</param>
/// <param name="Obstacle">Why it can't be decorated, with the cure; null if only its methods have something against them.</param>
/// <param name="IsAskedFor">Whether this very service was to be decorated; a predicate may take in what nobody wants cached.</param>
internal sealed record RefusedService(Type ServiceType, string? Obstacle, bool IsAskedFor)
{
    /// <summary>What is wrong, one text each: nothing as long as nobody wants it cached.</summary>
    public IEnumerable<string> FindProblems(PolicySnapshot policies)
    {
        CandidateMethod[] wanted =
            [.. policies.Policies.All.Where(one => one.Key.ServiceType == ServiceType && one.Value.IsActive).Select(one => one.Key)];
        return Obstacle is null ? wanted.Select(one => $"'{one}' can't be cached: {Eligibility.FindProblem(ServiceType, one.Method)}")
            : IsAskedFor || wanted.Length > 0 ? [$"'{TypeNames.Display(ServiceType)}' can't be decorated: {Obstacle}"]
            : [];
    }
}
