using System.Reflection;
using Interception.Calls;
using Interception.Configuration;
using Interception.Configuration.Names;
using Interception.Keys.Types;
using Interception.Lookup;
using Interception.Observation;
using Interception.Runs;

namespace Interception.Composition;

/// <summary>One decorated registration at run time: its proxies, and what stands before each of its methods.</summary>
/// <remarks>Thread-safe; policies are applied one reload at a time.</remarks>
internal sealed class DecoratedService
{
    private readonly Registration _registration;
    private readonly ServiceOpener _opener;
    private readonly Action<string> _reportLate;
    private readonly Dictionary<MethodInfo, MethodInterceptor> _interceptors;
    private readonly Lock _following = new();
    private volatile PolicySnapshot _policies;

    /// <summary>Opens the methods that the policies name, and generates the proxy.</summary>
    /// <param name="registration">The service.</param>
    /// <param name="policies">The settings to begin with.</param>
    /// <param name="opener">Makes cached methods.</param>
    /// <param name="problems">Takes what is wrong at start-up.</param>
    /// <param name="reportLate">Takes what turns out wrong later: on a reload, or on the first call of a generic method.</param>
    public DecoratedService(
        Registration registration, PolicySnapshot policies, MethodOpener opener, List<string> problems, Action<string> reportLate)
    {
        (_registration, _policies, _reportLate) = (registration, policies, reportLate);
        _opener = new ServiceOpener(registration, opener, reportLate);
        _interceptors = ServiceMethods.Of(registration.ServiceType)
            .Where(method => FindProblem(method) is null)
            .ToDictionary(method => method, method => new MethodInterceptor(
                method, closed => OpenClosed(CandidateOf(method), closed), form => CatchUp(CandidateOf(method), form)));
        Open(policies, problems);
        Proxy = ServiceProxy.TryCreate(registration, _interceptors, out string? problem);
        if (problem is not null && IsNamed)
        {
            problems.Add($"'{Name}' can't be decorated: {problem}");
        }
    }

    public Registration Registration => _registration;

    /// <summary>What makes the proxies; null if the service can't be proxied and stays as it is.</summary>
    public ServiceProxy? Proxy { get; }

    /// <summary>All that is cached of it now.</summary>
    public IEnumerable<CachedMethod> Methods => _interceptors.Values.SelectMany(one => one.All);

    /// <summary>All that is watched of it now.</summary>
    public IEnumerable<MethodWatch> Watches => _interceptors.Values.Select(one => one.Watch).OfType<MethodWatch>();

    /// <summary>Whether any method of it is to be cached now.</summary>
    public bool IsNamed => _policies.Policies.All.Any(one => IsWanted(one.Key, one.Value));

    private string Name => TypeNames.Display(_registration.ServiceType);

    /// <summary>The cached method behind a method, closed if it is generic; null if it isn't cached.</summary>
    public CachedMethod? Find(MethodInfo method)
    {
        MethodInfo definition = MethodInterceptor.DefinitionOf(method);
        MethodInterceptor? interceptor = _interceptors.GetValueOrDefault(definition)
            ?? _interceptors.Values.FirstOrDefault(one => one.Method.GetBaseDefinition() == definition.GetBaseDefinition());
        return interceptor?.Find(method);
    }

    /// <summary>Follows a reload: live answers stay where keys and results keep their shape, and are dropped where not.</summary>
    public void Follow(PolicySnapshot next)
    {
        PolicySnapshot previous = _policies;
        if (ReferenceEquals(previous, next))
        {
            return;
        }

        lock (_following)
        {
            _policies = next;
            foreach (MethodInterceptor interceptor in _interceptors.Values)
            {
                CandidateMethod candidate = CandidateOf(interceptor.Method);
                Follow(interceptor, previous.Find(candidate), next.Find(candidate));
            }
        }

        foreach ((CandidateMethod candidate, MethodPolicy policy) in next.Policies.All)
        {
            if (IsWanted(candidate, policy) && previous.Find(candidate) is not { IsActive: true } && FindProblem(candidate.Method) is { } problem)
            {
                _reportLate(_opener.Describe(candidate.Method, problem));
            }
        }
    }

    /// <summary>Whether settings or attributes speak of a method of this name, cached now or not.</summary>
    public bool IsConfigured(string methodName) =>
        _policies.Policies.All.Keys.Any(one => one.ServiceType == _registration.ServiceType && one.Method.Name == methodName);

    /// <summary>What is wrong if the cache itself depends on this service.</summary>
    public string DescribeNeeded() =>
        $"'{Name}' is needed to build the cache, by an IVaryBy or by logging, so whoever got it there calls it uncached; don't cache it";

    private void Follow(MethodInterceptor interceptor, MethodPolicy? previous, MethodPolicy? next)
    {
        CachedMethod[] open = [.. interceptor.All];
        bool keeps = previous is not null && next is not null && next.KeepsEntriesOf(previous) && Array.TrueForAll(open, one => CanFollow(one, next));
        if (keeps)
        {
            Array.ForEach(open, one => one.Follow(next!));
            return;
        }

        interceptor.Replace(
            next is { IsCached: true } && !interceptor.Method.IsGenericMethodDefinition ? _opener.OpenLate(interceptor.Method, next) : null,
            next is { IsObserved: true } ? _opener.WatchLate(interceptor.Method, next) : null);
        open = [.. open.Union(interceptor.Reopen())];
        Array.ForEach(open, one => one.Table.Close());
    }

    private void Open(PolicySnapshot policies, List<string> problems)
    {
        foreach ((CandidateMethod candidate, MethodPolicy policy) in policies.Policies.All
            .Where(one => IsWanted(one.Key, one.Value)).OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
        {
            string? problem = FindProblem(candidate.Method);
            if (problem is null && policy.IsObserved)
            {
                _interceptors[candidate.Method].Replace(null, _opener.TryWatch(candidate.Method, policy, out problem));
            }
            else if (problem is null && !candidate.Method.IsGenericMethodDefinition)
            {
                _interceptors[candidate.Method].Replace(_opener.TryOpen(candidate.Method, policy, out problem));
            }

            if (problem is not null)
            {
                problems.Add(_opener.Describe(candidate.Method, problem));
            }
        }
    }

    /// <summary>Whether entries of a method may stay under a policy that leaves keys and results alike.</summary>
    private static bool CanFollow(CachedMethod method, MethodPolicy next) => method.Plan.Ignored.AreComplete || next.Check == CheckMode.Off;

    /// <summary>Brings a closed form, opened just now, to the settings of this moment: a reload that came between did not know of it.</summary>
    /// <returns>False if it can't follow them, and must be opened again.</returns>
    private bool CatchUp(CandidateMethod definition, CachedMethod form)
    {
        lock (_following)
        {
            MethodPolicy opened = form.Rules.Policy;
            MethodPolicy? current = _policies.Find(definition);
            if (ReferenceEquals(current, opened))
            {
                return true;
            }

            if (current is null || !current.KeepsEntriesOf(opened) || !CanFollow(form, current))
            {
                return false;
            }

            form.Follow(current);
            return true;
        }
    }

    /// <summary>Opens a closed form of a generic method on its first call.</summary>
    private CachedMethod? OpenClosed(CandidateMethod definition, MethodInfo closed) =>
        _policies.Find(definition) is { IsCached: true } policy ? _opener.OpenLate(closed, policy) : null;

    /// <remarks>Of an inherited method's closed form nobody could tell the candidate: it forgets through which class it was found.</remarks>
    private CandidateMethod CandidateOf(MethodInfo method) => new(_registration.ServiceType, method);

    private string? FindProblem(MethodInfo method) =>
        Eligibility.FindProblem(_registration.ServiceType, method)
        ?? (_registration.ServiceType.IsInterface ? null : Eligibility.FindOverrideProblem(_registration.ImplementationType!, method));

    private bool IsWanted(CandidateMethod candidate, MethodPolicy policy) =>
        candidate.ServiceType == _registration.ServiceType && policy.IsActive;
}
