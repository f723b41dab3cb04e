using System.Reflection;
using Interception.Configuration;
using Interception.Configuration.Names;
using Interception.Lookup;
using Interception.Observation;
using Interception.Runs;

namespace Interception.Composition;

/// <summary>Opens the methods of one service; that one can't be opened, for whatever reason, is a problem and no exception.</summary>
/// <param name="registration">The service.</param>
/// <param name="opener">Makes what stands before a method.</param>
/// <param name="reportLate">Takes what turns out wrong after the start.</param>
internal sealed class ServiceOpener(Registration registration, MethodOpener opener, Action<string> reportLate)
{
    private delegate T? Opening<out T>(Registration registration, MethodInfo method, MethodPolicy policy, out string? problem);

    public CachedMethod? TryOpen(MethodInfo method, MethodPolicy policy, out string? problem) => Try(opener.TryOpen, method, policy, out problem);

    public MethodWatch? TryWatch(MethodInfo method, MethodPolicy policy, out string? problem) => Try(opener.TryWatch, method, policy, out problem);

    public CachedMethod? OpenLate(MethodInfo method, MethodPolicy policy) => Report(method, TryOpen(method, policy, out string? problem), problem);

    public MethodWatch? WatchLate(MethodInfo method, MethodPolicy policy) => Report(method, TryWatch(method, policy, out string? problem), problem);

    public string Describe(MethodInfo method, string problem) =>
        $"'{MethodText.Of(new CandidateMethod(registration.ServiceType, method))}' can't be cached: {problem}";

    private T? Try<T>(Opening<T> open, MethodInfo method, MethodPolicy policy, out string? problem)
        where T : class
    {
        try
        {
            return open(registration, method, policy, out problem);
        }
        catch (Exception exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    private T? Report<T>(MethodInfo method, T? opened, string? problem)
    {
        if (problem is not null)
        {
            reportLate(Describe(method, problem));
        }

        return opened;
    }
}
