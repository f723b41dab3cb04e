using Interception.Configuration;
using Interception.Keys.Types;
using Interception.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Composition;

/// <summary>Finds registrations that came after the decoration of the same service and are handed out in its place: nothing stands in front of them.</summary>
/// <remarks>
/// A decoration leaves the proxy in the place of the original and hides the original at the end of the collection. What stands
/// behind the last hidden original came later; another decorator put on top stands in the place of the proxy, before it. Whoever has taken the proxy out, to wrap it
/// or to put a stub in its place, knows what he does.
/// </remarks>
internal static class LateRegistrations
{
    /// <summary>What is wrong, one text each: nothing as long as nobody wants the service cached.</summary>
    public static IEnumerable<string> FindProblems(DecorationRegistry registry, PolicySnapshot policies)
    {
        ServiceDescriptor[] all = [.. registry.Services];
        HashSet<Type> wanted = [.. policies.Policies.All.Where(one => one.Value.IsActive).Select(one => one.Key.ServiceType)];
        return
            from service in registry.Registrations.GroupBy(one => (one.ServiceType, one.ServiceKey))
            where wanted.Contains(service.Key.ServiceType) && AreThere(all, service.Key.ServiceType, service.Key.ServiceKey, [.. service])
            select $"'{TypeNames.Display(service.Key.ServiceType)}' is registered once more after DecorateWithCaching, and what it was registered as there is not cached; "
                + "call DecorateWithCaching last";
    }

    private static bool AreThere(ServiceDescriptor[] all, Type serviceType, object? serviceKey, Registration[] decorated)
    {
        int last = Array.FindLastIndex(all, one => one.ServiceType == serviceType && Array.Exists(decorated, own => own.HiddenKey.Equals(one.ServiceKey)));
        return Array.Exists(all[..(last + 1)], IsHandedOut) && Array.Exists(all[(last + 1)..], IsHandedOut);

        bool IsHandedOut(ServiceDescriptor one) => one.ServiceType == serviceType && Equals(one.ServiceKey, serviceKey) && !Decorator.IsHidden(one);
    }
}
