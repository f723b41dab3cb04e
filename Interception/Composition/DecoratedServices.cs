using Interception.Configuration;
using Interception.Runs;

namespace Interception.Composition;

/// <summary>Opens all decorated services of a container: their methods, and the types of their proxies.</summary>
internal static class DecoratedServices
{
    /// <summary>Opens them, as many at once as there are processors: generating a type takes milliseconds.</summary>
    /// <param name="registrations">Which.</param>
    /// <param name="settings">The settings to begin with.</param>
    /// <param name="opener">Makes cached methods.</param>
    /// <param name="problems">Takes what is wrong, in the order of the registrations.</param>
    /// <param name="reportLate">Takes what turns out wrong later.</param>
    public static Dictionary<Registration, DecoratedService> Open(
        IReadOnlyList<Registration> registrations, PolicySnapshot settings, MethodOpener opener, List<string> problems, Action<string> reportLate)
    {
        var opened = new (DecoratedService Service, List<string> Problems)[registrations.Count];
        Parallel.For(0, opened.Length, i =>
        {
            List<string> wrong = [];
            opened[i] = (new DecoratedService(registrations[i] with { Made = new MadeProxy() }, settings, opener, wrong, reportLate), wrong);
        });

        problems.AddRange(opened.SelectMany(static one => one.Problems));
        return opened.Select((one, i) => (Registration: registrations[i], one.Service)).ToDictionary(static one => one.Registration, static one => one.Service);
    }
}
